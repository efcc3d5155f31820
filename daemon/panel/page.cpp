#include "panel/page.h"

namespace holdfast::panel {
std::string_view page() {
  return R"(<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Virtual devices</title>
<style>
:root{color-scheme:light dark;font:16px/1.4 system-ui,sans-serif}
body{margin:0;padding:1rem;display:grid;gap:1rem;grid-template-columns:minmax(16rem,22rem) 1fr;align-items:start}
fieldset{border:1px solid #8888;border-radius:.5rem;display:grid;gap:.5rem;padding:1rem}
label{display:flex;gap:.5rem;align-items:center;min-height:2rem}
button,select,input[type=number]{font:inherit;min-height:2.4rem;padding:0 .8rem}
.paper{background:#bbb;padding:1rem;max-height:92vh;overflow:auto;text-align:center}
.paper img{background:#fff;max-width:100%;box-shadow:0 2px 8px #0006}
dl{display:grid;grid-template-columns:auto 1fr;gap:.2rem 1rem;margin:0}dd{margin:0}
</style></head><body>
<form><h1>Receipt printer</h1><dl id="figures"></dl>
<fieldset><legend>Faults</legend>
<label>Paper <select name="paper"><option>present<option>low<option>out</select></label>
<label>Paper ends after <input type="number" name="linesLeft" min="1" style="width:5rem"> lines</label>
<label><input type="checkbox" name="coverOpen">Cover open</label>
<label><input type="checkbox" name="silent">Silent: prints and says nothing</label>
<label><input type="checkbox" name="stalled">Stalled: takes no bytes</label>
<label><input type="checkbox" name="slow">Slow</label>
<label><input type="checkbox" name="refusing">Not on the network</label>
<button type="button" data-post="/printer/drop">Drop the connection</button>
<button type="button" data-post="/printer/power-cycle">Switch off and on</button></fieldset>
<fieldset><legend>Drawer</legend><label><input type="checkbox" name="drawerOpen">Open</label></fieldset>
<p><button type="button" id="tear">Tear the paper off</button></p></form>
<div class="paper"><img id="roll" alt="What was printed"></div>
<script>
const form=document.forms[0],roll=document.getElementById('roll');let seen='';
const show=s=>{for(const [name,value] of Object.entries(s)){const f=form.elements[name];
 if(f&&document.activeElement!==f)f.type==='checkbox'?f.checked=value:f.value=value??'';}
 document.getElementById('figures').innerHTML=['profile','connected','idle','cuts','pulses'].map(n=>`<dt>${n}<dd>${s[n]}`).join('');
 const mark=s.cuts+'/'+s.idle;if(mark!==seen){seen=mark;roll.src='/printer/roll.png?'+Date.now();}};
const call=(method,path,body)=>fetch(path,{method,body:body&&JSON.stringify(body)}).then(r=>r.json()).then(show).catch(()=>{});
form.onchange=e=>{const f=e.target;call('PATCH','/printer',{[f.name]:f.type==='checkbox'?f.checked:f.type==='number'?+f.value:f.value});};
form.onclick=e=>{if(e.target.dataset.post)call('POST',e.target.dataset.post);};
form.onsubmit=()=>false;
document.getElementById('tear').onclick=()=>{seen='';call('DELETE','/printer/roll');};
call('GET','/printer');setInterval(()=>call('GET','/printer'),500);
</script></body></html>
)";
}
}  // namespace holdfast::panel
