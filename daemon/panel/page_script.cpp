#include "panel/page.h"

namespace holdfast::panel {
std::string_view page_script() {
  return R"JS(
'use strict';
const make=(html)=>{const t=document.createElement('template');t.innerHTML=html.trim();return t.content.firstChild;};
const text=(node,value)=>{value=String(value);if(node.textContent!==value)node.textContent=value;};
const money=(minor)=>(minor/100).toFixed(2);
const line=document.getElementById('line');
const call=async(method,path,body)=>{
 const r=await fetch(path,{method,body:body===undefined?undefined:JSON.stringify(body)});
 if(!r.ok)throw new Error(await r.text());
 return r.json();};
const titles={receipt_printer:'Receipt printer and drawer',card_terminal:'Card terminal',scale:'Scale',scanner:'Scanner',customer_display:'Customer display'};
const how=[['pays','Pays'],['pays_part','Pays half'],['declined','Is declined'],['wrong_pin','Wrong PIN'],['cancels','Cancels'],['walks_away','Walks away']];
const options=(list)=>list.map(([v,t])=>`<option value="${v}">${t}</option>`).join('');
const faults=(extra='')=>`<details><summary>Faults of the line</summary><div>
 <label><input type="checkbox" data-fault="silent">Silent: nothing it says arrives</label>
 <label><input type="checkbox" data-fault="deaf">Deaf: it hears nothing</label>
 <label><input type="checkbox" data-slow>Slow: 40 ms between two bytes</label>
 <div class="row"><span class="note">Its next message</span>${[['half','half'],['garbage','garbage'],['duplicate','twice'],['lost','lost'],['cut','cuts the link']]
 .map(([n,t])=>`<button type="button" data-next="${n}">${t}</button>`).join('')}</div>${extra}</div></details>`;
const plug='<div class="row"><button type="button" data-plug>Pull the plug</button><button type="button" data-do="power-cycle">Restart</button><button type="button" data-do="drop">Drop the link</button></div>';
const names={terminal:'ZVT','terminal-serial':'ZVT, serial',nexo:'Terminal API'};

const faces={
receipt_printer:{html:`<div class="paper"><img alt="What was printed"></div>
 <div class="row"><button type="button" data-tear>Tear the paper off</button><label><input type="checkbox" data-flag="drawerOpen">Drawer open</label><span class="note" data-figures></span></div>
 <div class="row"><label>Paper <select data-word="paper"><option>present<option>low<option>out</select></label>
 <label>ends after <input type="number" data-number="linesLeft" min="1"> lines</label></div>
 <details><summary>Faults</summary><div>
 <label><input type="checkbox" data-flag="coverOpen">Cover open</label>
 <label><input type="checkbox" data-flag="silent">Silent: prints and says nothing</label>
 <label><input type="checkbox" data-flag="stalled">Stalled: takes no bytes</label>
 <label><input type="checkbox" data-flag="slow">Slow</label>
 <label><input type="checkbox" data-flag="refusing">Not on the network</label>
 <div class="row"><button type="button" data-do="power-cycle">Restart</button><button type="button" data-do="drop">Drop the link</button></div></div></details>`,
 show(card,s){text(card.querySelector('[data-figures]'),`${s.cuts} cuts, ${s.pulses} pulses`);
  const mark=s.cuts+'/'+s.idle;if(mark===card.dataset.mark)return;
  card.dataset.mark=mark;const paper=card.querySelector('.paper'),img=paper.querySelector('img');
  img.onload=()=>{paper.scrollTop=paper.scrollHeight;};img.src=`/${s.name}/roll.png?${Date.now()}`;},
 wire(card,name,send){card.querySelector('[data-tear]').onclick=()=>{card.dataset.mark='';send('DELETE',`/${name}/roll`);};}},
card_terminal:{html:`<div class="lcd" aria-live="polite"><strong></strong><span class="amount"></span><span class="hint"></span></div>
 <label><input type="checkbox" data-mode>Customers pay by themselves</label>
 <div class="row">${how.map(([v,t],i)=>`<button type="button" data-how="${v}"${i?'':' class="main"'}>${t}</button>`).join('')}</div>
 <div class="row"><input class="sum" data-sum-of-tip inputmode="decimal" placeholder="1.00" aria-label="Tip"><button type="button" data-tip>Adds a tip</button><span class="note" data-tipped></span></div>
 <p class="note" data-next-customers></p>${plug}
 <table><thead><tr><th>Journal<th><th class="number">Amount<th>State</tr></thead><tbody></tbody></table>
 <p class="note" data-sum></p>
 <details><summary>Something goes wrong</summary><div class="row">
 <select data-at aria-label="when">${options([['card','while the card is asked for'],['authorising','while the bank is asked'],['approved','when it is approved'],['confirmed','when it is confirmed']])}</select>
 <select data-what aria-label="what">${options([['unplug','the plug is pulled'],['power_cycle','it restarts'],['silence','it falls silent'],['cut','the link is cut'],['half','half a message'],['duplicate','a message twice'],['garbage','garbage']])}</select>
 <button type="button" data-plan>Plan it</button><span class="note" data-planned></span></div></details>${faults()}`,
 show(card,s){const lcd=card.querySelector('.lcd');lcd.classList.toggle('dark',!s.powered);
  text(lcd.children[0],!s.powered?'no power':s.screen==='ready'?'READY':s.screen.toUpperCase());
  text(lcd.children[1],s.asked&&s.powered?money(s.asked):'');
  const top=[[s.askedTip,'tip'],[s.askedCashback,'cash back']].filter(([sum])=>sum>0).map(([sum,what])=>`${what} ${money(sum)}`);
  text(lcd.children[2],[top.length&&s.powered?'with '+top.join(', '):'',s.awaitsCustomer?'waits for you: choose below':''].filter(Boolean).join('; '));
  text(card.querySelector('[data-tipped]'),s.tip?`${money(s.tip)} ${s.busy?'added':'with the next sale'}`:'');
  const mode=card.querySelector('[data-mode]');if(document.activeElement!==mode)mode.checked=s.mode==='auto';
  text(card.querySelector('[data-next-customers]'),s.next.length?'Next: '+s.next.join(', '):s.awaitsCustomer?'':'A button is for the payment that waits, else for the next one.');
  text(card.querySelector('[data-plug]'),s.powered?'Pull the plug':'Plug it in');
  text(card.querySelector('[data-planned]'),s.mishap?`planned: ${s.mishap.what} at ${s.mishap.at}`:'');
  text(card.querySelector('[data-sum]'),`${s.sales} sales stand, ${money(s.charged)} on the cards${s.tips?`, ${money(s.tips)} of it tips`:''}`);
  const mark=JSON.stringify(s.journal.slice(-8));if(mark===card.dataset.mark)return;card.dataset.mark=mark;
  card.querySelector('tbody').replaceChildren(...s.journal.slice(-8).reverse().map(e=>{
   const row=make('<table><tbody><tr><td><td><td class="number"><td></tr></tbody></table>').querySelector('tr');
   row.className=e.state==='undone'?'undone':'';
   [e.transaction||e.trace,e.kind+(e.tip?` with tip ${money(e.tip)}`:'')+(e.cashback?` with cash back ${money(e.cashback)}`:''),money(e.amount),e.state].forEach((v,i)=>text(row.cells[i],v));return row;}));},
 wire(card,name,send){
  card.querySelector('[data-mode]').onchange=e=>send('PATCH',`/${name}`,{mode:e.target.checked?'auto':'wait'});
  for(const b of card.querySelectorAll('[data-how]'))b.onclick=()=>send('POST',`/${name}/customer`,{how:b.dataset.how});
  const tip=card.querySelector('[data-sum-of-tip]'),add=()=>{const sum=Math.round(100*(tip.value.replace(',','.')||1));if(sum>=0)send('POST',`/${name}/tip`,{amount:sum});};
  card.querySelector('[data-tip]').onclick=add;tip.onkeydown=e=>{if(e.key==='Enter')add();};
  card.querySelector('[data-plan]').onclick=()=>send('PATCH',`/${name}`,{mishap:{at:card.querySelector('[data-at]').value,what:card.querySelector('[data-what]').value}});}},
scale:{html:`<div class="platter"><output></output><span class="note" data-state></span></div>
 <div class="row"><input class="wide" data-goods inputmode="decimal" placeholder="0.482" aria-label="Goods, in its unit"><button type="button" class="main" data-lay>Lay on</button><button type="button" data-off>Take off</button></div>
 <div class="row"><button type="button" data-over>Too heavy</button><button type="button" data-under>Below zero</button>
 <label><input type="checkbox" data-flag="inMotion">In motion</label></div>${plug}${faults()}`,
 show(card,s){text(card.querySelector('output'),s.range==='over'?'-OL-':s.range==='under'?'-UL-':(s.shows??'')+' '+s.unit);
  text(card.querySelector('[data-state]'),`${s.inMotion?'moving':'still'}, ${s.protocol}`);
  text(card.querySelector('[data-plug]'),s.powered?'Pull the plug':'Plug it in');},
 wire(card,name,send){const goods=card.querySelector('[data-goods]'),lay=(weight)=>send('PATCH',`/${name}`,{goods:weight,settleMs:700});
  card.querySelector('[data-lay]').onclick=()=>lay(goods.value||'0.482');goods.onkeydown=e=>{if(e.key==='Enter')lay(goods.value||'0.482');};
  card.querySelector('[data-off]').onclick=()=>lay('0');card.querySelector('[data-over]').onclick=()=>lay('99');
  card.querySelector('[data-under]').onclick=()=>lay('-0.5');}},
scanner:{html:`<div class="row"><input class="wide" data-code placeholder="9524873033558" aria-label="Code"><select data-symbology aria-label="Symbology">
 <option>ean13<option>ean8<option>code128<option>gs1_128<option>gs1_data_matrix<option>qr<option>databar<option>unknown</select><button type="button" class="main" data-scan>Scan</button></div>
 <p class="note" data-scans></p>${plug}${faults()}`,
 show(card,s){text(card.querySelector('[data-scans]'),s.connected?`${s.scans} scans`:'Nobody listens: what is scanned now is lost.');
  text(card.querySelector('[data-plug]'),s.powered?'Pull the plug':'Plug it in');},
 wire(card,name,send){const code=card.querySelector('[data-code]'),scan=()=>send('POST',`/${name}/scan`,{data:code.value||'9524873033558',symbology:card.querySelector('[data-symbology]').value});
  card.querySelector('[data-scan]').onclick=scan;code.onkeydown=e=>{if(e.key==='Enter')scan();};}},
customer_display:{html:`<div class="glass" aria-live="polite"></div><p class="note" data-state></p>${plug}${faults()}`,
 show(card,s){text(card.querySelector('.glass'),s.powered?s.rows.join('\n'):' \n ');
  text(card.querySelector('[data-state]'),`${s.dialect}, ${s.bytes} bytes taken, ${s.skipped} not understood`);
  text(card.querySelector('[data-plug]'),s.powered?'Pull the plug':'Plug it in');},wire(){}},
};

const cards=new Map();
function build(device){
 const face=faces[device.kind],name=device.name;
 const card=make(`<section><h2><span></span><span class="lamp"></span></h2><p class="address"></p></section>`);
 text(card.querySelector('h2 span'),titles[device.kind]+(names[name]?`: ${names[name]}`:''));
 card.append(...make(`<div>${face.html}</div>`).childNodes);
 const show=(s)=>{card.state=s;
  text(card.querySelector('.address'),s.address);
  const lamp=card.querySelector('.lamp'),off=s.powered===false;
  text(lamp,off?'no power':s.connected?'in use':'nobody is connected');lamp.className='lamp '+(off?'off':s.connected?'on':'');
  for(const box of card.querySelectorAll('[data-flag]'))if(document.activeElement!==box)box.checked=s[box.dataset.flag];
  for(const field of card.querySelectorAll('[data-word]'))if(document.activeElement!==field)field.value=s[field.dataset.word];
  for(const field of card.querySelectorAll('[data-number]'))if(document.activeElement!==field)field.value=s[field.dataset.number]??'';
  for(const box of card.querySelectorAll('[data-fault]'))if(document.activeElement!==box)box.checked=s.faults[box.dataset.fault];
  const slow=card.querySelector('[data-slow]');if(slow&&document.activeElement!==slow)slow.checked=s.faults.bytePauseMs>0;
  for(const b of card.querySelectorAll('[data-next]'))b.classList.toggle('main',s.faults[b.dataset.next]>0);
  face.show(card,s);};
 let busy=false;
 const send=(method,path,body)=>call(method,path,body).then(s=>{line.textContent='';show({...card.state,...s});}).catch(e=>{line.textContent=e.message;});
 card.refresh=()=>{if(busy)return;busy=true;call('GET','/'+name).then(s=>{line.textContent='';show(s);}).catch(()=>{line.textContent='The devices do not answer.';}).finally(()=>{busy=false;});};
 card.onchange=(e)=>{const f=e.target,d=f.dataset,patch=(b)=>send('PATCH','/'+name,b);
  if(d.flag)patch({[d.flag]:f.checked});else if(d.word)patch({[d.word]:f.value});else if(d.number)patch({[d.number]:+f.value});
  else if(d.fault)patch({faults:{...card.state.faults,[d.fault]:f.checked}});else if('slow'in d)patch({faults:{...card.state.faults,bytePauseMs:f.checked?40:0}});};
 card.addEventListener('click',(e)=>{const b=e.target.closest('button');if(!b)return;const d=b.dataset;
  if(d.do)send('POST',`/${name}/${d.do}`);
  if('plug'in d)send('POST',`/${name}/${card.state.powered?'unplug':'plug'}`);
  if(d.next)send('PATCH','/'+name,{faults:{...card.state.faults,[d.next]:card.state.faults[d.next]?0:1}});});
 face.wire(card,name,send);
 document.querySelector('main').append(card);
 return card;}
const look=()=>call('GET','/devices').then(({items})=>{for(const device of items){if(!cards.has(device.name))cards.set(device.name,build(device));cards.get(device.name).refresh();}})
 .catch(()=>{line.textContent='The devices do not answer.';});
look();setInterval(()=>{if(!document.hidden)look();},400);
)JS";
}
}  // namespace holdfast::panel
