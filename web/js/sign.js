// Signing by drawing, beside typing the name; the form sends the strokes as SVG text.
import SignaturePad from "signature_pad";

export default function sign(el) {
  const canvas = el.querySelector("canvas");
  const field = el.querySelector("input[type=hidden]");
  const ink = () => getComputedStyle(canvas).color;
  const pad = new SignaturePad(canvas, { penColor: ink() });
  const fit = () => {
    const scale = Math.max(devicePixelRatio, 1);
    const strokes = pad.toData();
    canvas.width = canvas.offsetWidth * scale;
    canvas.height = canvas.offsetHeight * scale;
    canvas.getContext("2d").scale(scale, scale);
    pad.clear();
    pad.fromData(strokes);
  };
  fit();
  addEventListener("resize", fit);
  // On paper ink is black, whatever the theme.
  pad.addEventListener("endStroke", () => { field.value = pad.toSVG({ includeBackgroundColor: false }).replaceAll(ink(), "black"); });
  el.querySelector("[data-sign-clear]").addEventListener("click", () => { pad.clear(); field.value = ""; });
}
