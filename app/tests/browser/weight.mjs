// What a first visit weighs, over the wire, with an empty cache.
import { MODES, say } from "./world.mjs";

/** Compressed bytes, by kind; the whole of a first visit; and how many requests it takes. */
const BUDGET = { Document: 25, Stylesheet: 16, Script: 20 + 15, Font: 50, Image: 8, all: 120, requests: 8 };

export async function weigh(world) {
  const states = {};
  for (const [who, name] of [["partner", /Amara Diallo/], ["staff", /Mara Okafor/]]) {
    const v = await world.persona(MODES.phone, name);
    states[who] = await v.context.storageState();
    await v.context.close();
  }
  for (const [what, path, state] of [["sign-in", "/sign-in"], ["partner home", "/", states.partner], ["deals", "/deals", states.partner], ["console overview", "/console", states.staff]]) {
    const v = await world.visitor(MODES.phone, `first visit of ${what}`, state);
    const wire = await v.context.newCDPSession(v.page);
    await wire.send("Network.enable");
    await wire.send("Network.setCacheDisabled", { cacheDisabled: true });
    const kinds = new Map(), sums = { all: 0, requests: 0 };
    wire.on("Network.requestWillBeSent", (e) => { if (!/^(data|blob):|\/events\?/.test(e.request.url)) kinds.set(e.requestId, e.type); });
    wire.on("Network.loadingFinished", (e) => {
      const kind = kinds.get(e.requestId);
      if (!kind) return;
      sums[kind] = (sums[kind] ?? 0) + e.encodedDataLength;
      sums.all += e.encodedDataLength;
      sums.requests++;
    });
    await v.page.goto(world.base + path, { waitUntil: "load" });
    await v.page.waitForTimeout(800);
    say(`first visit of ${what}: ${kb(sums.all)} in ${sums.requests} requests (${["Document", "Stylesheet", "Script", "Font"].map((k) => `${k.toLowerCase()} ${kb(sums[k] ?? 0)}`).join(", ")})`);
    for (const [kind, most] of Object.entries(BUDGET)) {
      if (kind === "requests" ? sums.requests > most : (sums[kind] ?? 0) > most * 1000) {
        v.problem(`a first visit takes ${kind === "requests" ? `${sums.requests} requests; ${most} are` : `${kb(sums[kind])} of ${kind === "all" ? "everything" : kind.toLowerCase()}; ${most} kB is`} the budget`, "Load what few pages need as a module of its own (web/js/main.js), cut the page into smaller steps, or leave it out.");
      }
    }
    await v.context.close();
  }
}

const kb = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
