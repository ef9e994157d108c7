#include "cli/report/html/style.hpp"

namespace athanor::cli::html {

std::string_view style_sheet() {
  return R"css(
:root {
  color-scheme: light dark;
  --ground: #ffffff; --panel: #f5f6f8; --ink: #1c2128; --faint: #57606a; --line: #d3d9e0;
  --link: #0a58ca; --good: #1a6e35; --good-ground: #dcf5e3; --note: #0a4f9e; --note-ground: #ddebfb;
  --caution: #7a4d00; --caution-ground: #fdeccb; --bad: #a3151f; --bad-ground: #fde1e1;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14181d; --panel: #1d232a; --ink: #e4e8ed; --faint: #a3adb8; --line: #38414b;
    --link: #7db4ff; --good: #86dd9f; --good-ground: #15351f; --note: #9cc8ff; --note-ground: #152d4a;
    --caution: #f5cd7d; --caution-ground: #3d2e0c; --bad: #ffaaa8; --bad-ground: #4a191b;
  }
  .picture svg { filter: invert(0.92) hue-rotate(180deg); }
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body {
  margin: 0 auto; max-width: 76rem; padding: 1rem clamp(0.75rem, 3vw, 2rem) 4rem;
  background: var(--ground); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  overflow-wrap: anywhere;
}
h1 { font-size: 1.5rem; margin: 0.5rem 0; }
h2 { font-size: 1.2rem; margin: 2.2rem 0 0.6rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 0; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 0.5rem; top: 0.5rem; padding: 0.4rem 0.8rem; background: var(--panel); }
.badge {
  display: inline-block; padding: 0 0.5rem; border-radius: 0.7rem; font-size: 0.85rem;
  font-weight: 600; white-space: nowrap; border: 1px solid currentColor;
}
.plain { color: var(--faint); background: var(--panel); }
.good { color: var(--good); background: var(--good-ground); }
.note { color: var(--note); background: var(--note-ground); }
.caution { color: var(--caution); background: var(--caution-ground); }
.bad { color: var(--bad); background: var(--bad-ground); }
.verdict { padding: 0.7rem 1rem; border-radius: 0.5rem; border-left: 0.4rem solid currentColor; }
.verdict p { margin: 0; }
.verdict p:first-child { font-size: 1.1rem; font-weight: 600; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.15rem 1rem; margin: 0.6rem 0; }
dt { color: var(--faint); }
dd { margin: 0; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 0.35rem 0.6rem; border-bottom: 1px solid var(--line); }
th { color: var(--faint); font-weight: 600; }
th, td.number { white-space: nowrap; overflow-wrap: normal; }
td.number { text-align: right; }
article { border: 1px solid var(--line); border-radius: 0.5rem; padding: 0.7rem 1rem; margin: 0.8rem 0; }
article > header { display: flex; flex-wrap: wrap; gap: 0.3rem 0.6rem; align-items: baseline; }
article ul { margin: 0.4rem 0; padding-left: 1.2rem; }
details { margin: 0.4rem 0; }
summary { cursor: pointer; color: var(--faint); padding: 0.15rem 0; }
pre {
  margin: 0.3rem 0; padding: 0.6rem 0.8rem; overflow-x: auto; background: var(--panel);
  border-radius: 0.4rem; font: 0.875rem/1.45 ui-monospace, "SF Mono", Menlo, Consolas, monospace;
  overflow-wrap: normal; tab-size: 4;
}
.pictures { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); }
figure { margin: 0; border: 1px solid var(--line); border-radius: 0.5rem; padding: 0.6rem; min-width: 0; }
figcaption { color: var(--faint); }
.picture { overflow: auto; max-height: 40rem; }
.picture svg > g > polygon:first-of-type { fill: none; }
.picture svg { max-width: 100%; height: auto; }
.legend { display: flex; flex-wrap: wrap; gap: 0.3rem 1rem; padding: 0; list-style: none; color: var(--faint); }
.legend span { display: inline-block; width: 0.9rem; height: 0.9rem; border: 1px solid var(--line); vertical-align: -0.1rem; margin-right: 0.3rem; }
footer { margin-top: 3rem; color: var(--faint); font-size: 0.875rem; }
@media (max-width: 40rem) {
  .steps thead { position: absolute; left: -99rem; }
  .steps tr { display: block; border: 1px solid var(--line); border-radius: 0.5rem; margin: 0.5rem 0; padding: 0.3rem 0; }
  .steps td { display: block; border: 0; padding: 0.15rem 0.8rem; text-align: left; }
  .steps td:empty { display: none; }
  .steps td[data-name]::before { content: attr(data-name) ": "; color: var(--faint); }
}
@media print {
  :root { --ground: #fff; --panel: #f5f6f8; --ink: #000; --faint: #444; --line: #bbb; --link: #000;
    --good: #1a6e35; --good-ground: #fff; --note: #0a4f9e; --note-ground: #fff;
    --caution: #7a4d00; --caution-ground: #fff; --bad: #a3151f; --bad-ground: #fff; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  .picture { max-height: none; overflow: visible; }
  .picture svg { filter: none; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; }
  article, figure, tr { break-inside: avoid; }
  article:has(pre) { break-inside: auto; }
  nav, .skip { display: none; }
}
)css";
}

std::string_view script() {
  return R"js(
let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("details:not([open])")];
  folded.forEach((part) => { part.open = true; });
});
addEventListener("afterprint", () => folded.forEach((part) => { part.open = false; }));
)js";
}

std::string_view script_digest() {
  return "rWxTSyKHcrJ6WItqMnraR0hA0bZH6THAILdcMGJgvJs=";
}

}  // namespace athanor::cli::html
