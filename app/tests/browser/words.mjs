// The words of the product by their key, so that a page may be reworded without touching a test.
import fs from "node:fs";
import path from "node:path";

export const root = path.join(import.meta.dirname, "../../..");

const words = new Map();
for (const shelf of ["platform", "core", "lifecycle"]) {
  for (const crate of fs.readdirSync(path.join(root, shelf))) {
    const messages = path.join(root, shelf, crate, "messages");
    if (!fs.existsSync(messages)) continue;
    const more = path.join(messages, "en");
    const files = [path.join(messages, "en.ftl"), ...(fs.existsSync(more) ? fs.readdirSync(more).map((f) => path.join(more, f)) : [])];
    for (const line of files.flatMap((f) => (fs.existsSync(f) ? fs.readFileSync(f, "utf8").split("\n") : []))) {
      const [, key, text] = /^([a-z][\w-]*) = (.*)$/.exec(line) ?? [];
      if (key) words.set(key, text);
    }
  }
}

const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

function raw(key) {
  const text = words.get(key);
  if (text === undefined) throw new Error(`No message is called ${key}. Was it renamed? Then change its name in app/tests/browser too.`);
  if (text.includes("->")) throw new Error(`The message ${key} has variants; ask for a part of the page that has none.`);
  return text;
}

/** A message with its arguments filled in. */
export function t(key, args = {}) {
  return raw(key).replace(/\{ \$(\w+) \}/g, (_, name) => args[name] ?? `{${name}}`);
}

/** The whole message as a pattern; arguments match anything. */
export function like(key, args = {}) {
  const parts = raw(key).split(/\{ \$(\w+) \}/);
  return new RegExp(`^\\s*${parts.map((part, i) => (i % 2 ? escape(args[part] ?? "\u0000").replace("\u0000", ".+") : escape(part))).join("")}\\s*$`);
}

/** The label of a field, with or without the word that it is optional. */
export const label = (key) => new RegExp(`^\\s*${escape(t(key))}\\s*(${escape(t("kit-optional"))})?\\s*$`);
