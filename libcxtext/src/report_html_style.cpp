#include "report_html.h"

namespace cxtext::pages {

// Blue for up, orange for down, grey for neither: told apart in every kind of colour vision, and never the only sign.
// Text on its ground has a contrast of 4.5 or more in both schemes. System fonts only.
std::string_view page_style() noexcept {
  return R"css(:root {
  --ground: #f7f6f3; --card: #ffffff; --ink: #1d2530; --soft: #58626f; --rule: #e3e1dc;
  --up: #2b6cb0; --up-ink: #1f5690; --up-wash: #e6eff8;
  --down: #cc6d10; --down-ink: #97500a; --down-wash: #fcefdf;
  --flat: #8b949f; --flat-wash: #eef0f2; --link: #1f5690;
  --h1: #f0edf7; --h2: #e1dbf0; --h3: #d0c6e7; --h4: #bcaedd; --h5: #a696d1;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14181d; --card: #1b2127; --ink: #e7eaee; --soft: #a3adb8; --rule: #2f3740;
    --up: #5a9fdd; --up-ink: #8dc0f0; --up-wash: #1c2f42;
    --down: #e08e3c; --down-ink: #f2b375; --down-wash: #3b2a18;
    --flat: #66717d; --flat-wash: #2a3139; --link: #8dc0f0;
    --h1: #252a38; --h2: #2f3349; --h3: #3a3c5b; --h4: #46466f; --h5: #535184;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-behavior: smooth; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body {
  margin: 0; background: var(--ground); color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: break-word;
}
.page { max-width: 1120px; margin: 0 auto; padding: 40px 24px 64px; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 16px; top: 16px; background: var(--card); padding: 8px 12px; }
a { color: var(--link); text-underline-offset: 3px; text-decoration-thickness: 1px; }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--link); outline-offset: 3px; }
h1 { font-size: 32px; line-height: 1.2; font-weight: 650; letter-spacing: -0.015em; margin: 0 0 6px; }
h2 { font-size: 21px; line-height: 1.3; font-weight: 650; letter-spacing: -0.01em; margin: 0 0 8px; }
h3 { font-size: 17px; line-height: 1.35; font-weight: 650; margin: 0 0 8px; }
p { margin: 0 0 12px; max-width: 72ch; text-wrap: pretty; }
ul, dl, figure, blockquote { margin: 0; padding: 0; }
.masthead p { color: var(--soft); margin-bottom: 18px; }
nav { display: flex; flex-wrap: wrap; gap: 6px 20px; padding-bottom: 18px; border-bottom: 1px solid var(--rule); }
nav a { text-decoration: none; font-size: 15px; }
nav a:hover { text-decoration: underline; }
section { margin-top: 44px; }
section > p { color: var(--soft); }
.muted, .range { color: var(--soft); }
.range { font-size: 0.87em; white-space: nowrap; font-weight: 400; }
#score { background: var(--card); border: 1px solid var(--rule); border-radius: 12px; padding: 28px 32px; margin-top: 28px; }
.headline { display: grid; grid-template-columns: auto 1fr; gap: 8px 48px; align-items: center; margin: 6px 0 22px; }
.big { margin: 0; white-space: nowrap; }
.figure { font-size: 76px; line-height: 1; font-weight: 700; letter-spacing: -0.035em; }
.unit { color: var(--soft); font-size: 18px; }
.spread p { margin-bottom: 10px; }
.none { grid-column: 1 / -1; font-size: 18px; margin: 0; }
svg { display: block; width: 100%; overflow: visible; }
.bar { border-radius: 4px; overflow: hidden; }
.bar.tall { height: 22px; }
.bar.low { height: 10px; }
.bar rect { stroke: var(--card); stroke-width: 1.5px; }
.up { fill: var(--up); } .down { fill: var(--down); } .flat { fill: var(--flat); } .thin { fill: var(--flat); }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: 4px 20px; margin-top: 12px; font-size: 14px; }
.key { display: inline-block; width: 11px; height: 11px; border-radius: 3px; margin-right: 7px; background: var(--flat);
  print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.key.up { background: var(--up); } .key.down { background: var(--down); }
.short { list-style: none; border-top: 1px solid var(--rule); padding-top: 18px; display: grid; gap: 6px; }
.beside { display: grid; grid-template-columns: minmax(0, 1.35fr) minmax(0, 1fr); gap: 24px 48px; align-items: start; }
.chart { font-size: 14px; margin-top: 4px; }
.chart text { fill: var(--ink); paint-order: stroke; stroke: var(--ground); stroke-width: 4px; stroke-linejoin: round; }
.chart .value { font-weight: 650; }
.chart .tick { fill: var(--soft); font-size: 12px; }
.chart .grid { stroke: var(--rule); stroke-width: 1px; }
.chart .zero { stroke: var(--soft); stroke-width: 1px; }
.chart .whisker { stroke: var(--ink); stroke-width: 1.5px; }
.chart .band { fill: var(--up); opacity: 0.16; }
.chart .line { fill: none; stroke: var(--up); stroke-width: 2px; vector-effect: non-scaling-stroke; stroke-linejoin: round; }
.chart .dot { fill: var(--up); stroke: var(--ground); stroke-width: 1.5px; }
table { width: 100%; border-collapse: collapse; font-size: 15px; line-height: 1.4; }
caption { text-align: left; font-weight: 650; padding-bottom: 6px; }
th, td { padding: 8px 0 8px 18px; text-align: right; vertical-align: baseline; border-bottom: 1px solid var(--rule); font-weight: 400; }
th:first-child { text-align: left; padding-left: 0; }
tbody th, caption { overflow-wrap: anywhere; }
tbody th { min-width: 6em; }
thead th { color: var(--soft); font-size: 13px; border-bottom-color: var(--soft); }
.group th { color: var(--soft); font-size: 13px; padding-top: 18px; }
.stack td.text, .stack td.badge-cell, .stack thead th:last-child { text-align: left; }
.stack caption { padding-top: 20px; }
.differing { list-style: none; font-size: 14px; }
tfoot th, tfoot td { font-weight: 650; border-bottom: 0; }
.heat { max-width: 760px; border-collapse: separate; border-spacing: 2px; }
.heat td { text-align: center; border: 0; border-radius: 4px; padding: 7px 6px; width: 19%; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.heat thead th { text-align: center; border: 0; padding: 4px 2px; }
.heat thead th:first-child { text-align: left; }
.heat tbody th { border: 0; padding-right: 8px; }
.h1 { background: var(--h1); } .h2 { background: var(--h2); } .h3 { background: var(--h3); } .h4 { background: var(--h4); } .h5 { background: var(--h5); }
.feel .wide { width: 34%; text-align: left; }
.feel td .bar { margin: 4px 0; }
.warning { border: 2px solid var(--down); border-radius: 8px; padding: 10px 14px; color: var(--ink); }
.loop td, .loop thead th { text-align: left; }
.loop td:nth-child(3), .loop thead th:nth-child(3) { text-align: right; }
.loop tbody th { min-width: 0; }
.loop td.wide { width: 50%; }
.loop td:nth-child(2) { white-space: nowrap; }
.controls { display: flex; flex-wrap: wrap; gap: 10px 24px; font-size: 15px; }
.controls[hidden] { display: none; }
.controls input, .controls select { font: inherit; color: var(--ink); background: var(--card); border: 1px solid var(--soft); border-radius: 6px; padding: 4px 8px; max-width: 100%; }
.stack tbody th { font-weight: 600; min-width: 9em; }
.stack tbody th a { color: inherit; text-decoration-color: var(--soft); }
.tag { font-size: 12px; font-weight: 400; color: var(--soft); border: 1px solid var(--rule); border-radius: 4px; padding: 0 5px; white-space: nowrap; }
.badge { display: inline-block; font-size: 13px; line-height: 1.5; border-radius: 999px; padding: 1px 10px; white-space: nowrap;
  background: var(--flat-wash); color: var(--ink); print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.badge.up { background: var(--up-wash); color: var(--up-ink); }
.badge.down { background: var(--down-wash); color: var(--down-ink); }
.badge.thin { background: none; color: var(--soft); padding-left: 0; }
details { margin-top: 12px; }
summary { cursor: pointer; color: var(--link); font-size: 15px; padding: 4px 0; }
details table { max-width: 620px; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 400px), 1fr)); gap: 32px 56px; align-items: start; margin-top: 16px; }
.cards { columns: 2; column-gap: 24px; margin-top: 16px; }
.card { background: var(--card); border: 1px solid var(--rule); border-radius: 12px; padding: 22px 24px; margin-bottom: 24px; break-inside: avoid; scroll-margin-top: 16px; }
.facts { font-size: 14px; color: var(--soft); margin-bottom: 14px; }
.facts .badge { margin-right: 4px; }
.feelings { display: flex; flex-wrap: wrap; gap: 0 14px; font-size: 14px; margin: 8px 0 12px; }
.spark { display: flex; align-items: flex-end; gap: 12px; font-size: 13px; color: var(--soft); margin-bottom: 14px; }
.spark svg { flex: none; width: 112px; height: 26px; }
.spark rect { fill: var(--flat); }
.label { font-size: 13px; color: var(--soft); margin: 14px 0 6px; }
.words { list-style: none; display: flex; flex-wrap: wrap; gap: 6px; }
.words li { font-size: 14px; background: var(--flat-wash); border-radius: 5px; padding: 1px 8px; }
.quotes { list-style: none; display: grid; grid-template-columns: minmax(0, 1fr); gap: 14px; overflow-wrap: anywhere; }
.quote { border-left: 3px solid var(--rule); padding-left: 14px; }
.quote blockquote { font-size: 15px; margin-bottom: 4px; }
.quote figcaption { font-size: 13px; }
.quote .badge { font-size: 12px; }
.notes { padding-left: 20px; max-width: 72ch; }
.notes li { margin-bottom: 4px; }
.method { display: grid; grid-template-columns: 10em 1fr; gap: 12px 24px; max-width: 860px; margin-top: 12px; }
.method dt { font-weight: 650; }
.method dd { margin: 0; }
footer { margin-top: 56px; padding-top: 20px; border-top: 1px solid var(--rule); font-size: 13px; color: var(--soft); }
footer h2 { font-size: 14px; }
.provenance { display: flex; flex-wrap: wrap; gap: 4px 24px; margin-bottom: 10px; }
.provenance div { display: flex; gap: 6px; }
.provenance dd { margin: 0; font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: 12px; line-height: 1.7; overflow-wrap: anywhere; }
@media (max-width: 900px) {
  .beside { grid-template-columns: minmax(0, 1fr); }
  .cards { columns: 1; }
}
@media (max-width: 640px) {
  body { font-size: 15px; }
  .page { padding: 24px 16px 48px; }
  h1 { font-size: 25px; }
  section { margin-top: 36px; }
  #score { padding: 20px 18px; }
  .headline { grid-template-columns: 1fr; gap: 14px; }
  .figure { font-size: 60px; }
  .card { padding: 18px; }
  .chart { font-size: 13px; }
  .minor { display: none; }
  th, td { padding-left: 10px; }
  table { font-size: 14px; }
  .method { grid-template-columns: 1fr; gap: 2px; }
  .method dd { margin-bottom: 12px; }
  .feel .wide { display: none; }
  .feel td, .feel thead th { padding-left: 8px; }
  .feel .key { display: none; }
}
@media screen and (max-width: 800px) {
  .stack, .stack tbody { display: block; }
  .stack thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .stack tr { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 8px 12px; padding: 16px 0; border-bottom: 1px solid var(--rule); }
  .stack tr[hidden] { display: none; }
  .stack caption { display: block; }
  .stack th, .stack td { display: block; border: 0; padding: 0; text-align: left; }
  .stack tbody th { order: 0; grid-column: 1 / -1; font-size: 16px; }
  .stack td { order: 2; }
  .stack td.wide { order: 1; grid-column: 1 / -1; }
  .stack td.wide.text { order: 3; }
  .stack td::before { content: attr(data-label); display: block; font-size: 12px; color: var(--soft); }
  .stack td .range { display: block; }
}
@media print {
  :root {
    --ground: #ffffff; --card: #ffffff; --ink: #1d2530; --soft: #58626f; --rule: #d9d7d2;
    --up: #2b6cb0; --up-ink: #1f5690; --up-wash: #e6eff8; --down: #cc6d10; --down-ink: #97500a; --down-wash: #fcefdf;
    --flat: #8b949f; --flat-wash: #eef0f2; --link: #1d2530;
    --h1: #f0edf7; --h2: #e1dbf0; --h3: #d0c6e7; --h4: #bcaedd; --h5: #a696d1;
  }
  @page { margin: 16mm; }
  body { font-size: 10.5pt; }
  table { font-size: 9pt; }
  th, td { padding: 5px 0 5px 9px; }
  .stack tbody th { min-width: 7em; }
  .stack .range { display: block; }
  .cards { columns: 2; column-gap: 14px; }
  .card { padding: 10px 12px; margin-bottom: 12px; border-radius: 6px; }
  .quotes { gap: 7px; }
  .quote { padding-left: 8px; }
  .quote blockquote { font-size: 9pt; margin-bottom: 0; }
  .facts, .feelings, .spark, .label, .words li { font-size: 8.5pt; margin-top: 0; margin-bottom: 4px; }
  .badge { padding: 0 6px; font-size: 8.5pt; }
  .page { max-width: none; padding: 0; }
  nav, .skip, summary, .controls { display: none; }
  a { text-decoration: none; color: inherit; }
  details::details-content { content-visibility: visible; block-size: auto; }
  tr, .quote, figure, .method dt { break-inside: avoid; }
  h2, h3, caption { break-after: avoid; }
}
)css";
}

}  // namespace cxtext::pages
