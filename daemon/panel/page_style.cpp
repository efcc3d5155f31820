#include "panel/page.h"

namespace holdfast::panel {
std::string_view page_style() {
  return R"(
:root{color-scheme:light dark;font:15px/1.4 system-ui,sans-serif;--ground:#eef0f2;--card:#fff;--ink:#1b1f24;--soft:#59626d;
--edge:#c9ced5;--mark:#0b63ce;--on-mark:#fff;--good:#1a7f37;--bad:#b42318;--lcd:#c9d6b4;--lcd-ink:#1d2a12;--table:#d5d9de}
@media (prefers-color-scheme:dark){:root{--ground:#14171b;--card:#1f242a;--ink:#e8ebee;--soft:#a3adb8;--edge:#3b434d;
--mark:#6cb2ff;--on-mark:#06213f;--good:#57c46f;--bad:#ff8a7a;--lcd:#2b3a26;--lcd-ink:#d9f2c4;--table:#2a3037}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink)}
header{display:flex;gap:1rem;align-items:baseline;padding:.8rem 1rem 0}
h1{font-size:1.2rem;margin:0}#line{margin:0;color:var(--bad)}
main{padding:1rem;columns:21rem;column-gap:1rem}
section{background:var(--card);border:1px solid var(--edge);border-radius:.6rem;padding:.9rem;margin:0 0 1rem;
display:grid;gap:.7rem;break-inside:avoid}
section>h2{font-size:1rem;margin:0;display:flex;gap:.5rem;align-items:center;justify-content:space-between}
.lamp{font-size:.8rem;font-weight:400;color:var(--soft)}.lamp::before{content:"";display:inline-block;width:.6rem;height:.6rem;
border-radius:50%;background:var(--edge);margin-right:.35rem}.lamp.on::before{background:var(--good)}.lamp.off::before{background:var(--bad)}
.address{margin:0;color:var(--soft);font-size:.8rem;overflow-wrap:anywhere;font-family:ui-monospace,monospace}
.row{display:flex;flex-wrap:wrap;gap:.4rem;align-items:center}
button,select,input:not([type=checkbox]){font:inherit;color:inherit;background:transparent;border:1px solid var(--edge);border-radius:.4rem;
min-height:2.1rem;padding:0 .6rem;min-width:0}
option{background:var(--card)}
button{cursor:pointer}button:hover{border-color:var(--mark)}button.main{background:var(--mark);border-color:var(--mark);color:var(--on-mark)}
button:disabled{opacity:.45;cursor:default}
:focus-visible{outline:2px solid var(--mark);outline-offset:1px}
label{display:inline-flex;gap:.4rem;align-items:center;min-height:1.9rem}
input[type=number]{width:5.5rem}
details>summary{cursor:pointer;color:var(--soft)}details>div{display:grid;gap:.4rem;padding-top:.5rem}
.paper{background:var(--table);padding:.8rem;height:26rem;overflow:auto;text-align:center;border-radius:.4rem}
.paper img{background:#fff;max-width:100%;box-shadow:0 2px 8px #0006}
.lcd{background:var(--lcd);color:var(--lcd-ink);border-radius:.4rem;padding:.9rem;min-height:6.4rem;text-align:center;
font-family:ui-monospace,monospace;display:grid;align-content:center}
.lcd strong{font-size:1.15rem;display:block}.lcd .amount{font-size:1.7rem}
.dark{background:#0d0f11;color:#6b7480}
.glass{background:#0b1b22;color:#6ff0e0;border-radius:.4rem;padding:.9rem .6rem;text-align:center;
font:1.15rem/1.5 ui-monospace,monospace;white-space:pre;overflow:auto}
.platter{display:grid;grid-template-columns:1fr auto;gap:.4rem;align-items:end;border-bottom:.5rem solid var(--edge);padding-bottom:.3rem}
.platter output{font:2rem/1 ui-monospace,monospace}
table{border-collapse:collapse;width:100%;font-size:.85rem}td,th{text-align:left;padding:.15rem .3rem;border-bottom:1px solid var(--edge)}
td.number,th.number{text-align:right;font-variant-numeric:tabular-nums}.undone{color:var(--soft);text-decoration:line-through}
.note{margin:0;color:var(--soft);font-size:.85rem}.wide{flex:1}.sum{width:5.5rem}
)";
}
}  // namespace holdfast::panel
