"""JavaScript that runs in the browser: some of it in every page, some of it in what a run shows."""

from __future__ import annotations

import json
from typing import Final

from components.web.addresses import RATE_AGAIN
from skills.sentences.pages import AWAY, NO_CONNECTION

FOCUS_SCRIPT: Final = (
    "(()=>{const heading=document.querySelector('.rr-step');"
    "if(!heading)return;heading.focus({preventScroll:true});"
    "const page=document.querySelector('[data-testid=stMain]');if(page)page.scrollTo(0,0)})()"
)
"""Moves the focus to the heading of a step."""

_RERUN: Final = (
    "for(const kind of['keydown','keyup'])document.dispatchEvent(new KeyboardEvent(kind,"
    "{key:'r',code:'KeyR',keyCode:82,which:82,bubbles:true}))"
)
"""Presses Streamlit's rerun key."""

RECONNECT_SCRIPT: Final = (
    "(()=>{let lost=false;new MutationObserver(changes=>{"
    "lost||=changes.some(each=>each.oldValue==='CONNECTED');"
    "const app=document.querySelector('[data-testid=stApp]');"
    "if(!lost||app?.dataset.testConnectionState!=='CONNECTED')return;lost=false;"
    f"{_RERUN}}})"
    ".observe(document.body,{subtree:true,attributeOldValue:true,"
    "attributeFilter:['data-test-connection-state']})})()"
)
"""Sends Streamlit's rerun key after a lost connection is restored. Streamlit itself reruns only if
a run was in progress; clicks made in the meantime would be shown but not stored."""

AWAY_SCRIPT: Final = (
    "(()=>{new MutationObserver(()=>{"
    "for(const title of document.querySelectorAll('[role=dialog] h2')){"
    "const about=title.nextElementSibling?.firstElementChild;"
    "if(title.textContent!=='Connection error'||!/Streamlit/.test(about?.textContent))continue;"
    f"title.textContent={json.dumps(NO_CONNECTION)};about.textContent={json.dumps(AWAY)}}}}})"
    ".observe(document.body,{childList:true,subtree:true})})()"
)
"""Says in our words that the server cannot be reached: Streamlit's dialog names Streamlit, and asks
about the internet, which a server on this machine does not need."""

ADDRESS_SCRIPT: Final = (
    "(()=>{const push=history.pushState.bind(history);history.pushState=(state,title,url)=>{"
    "const here=new URL(location.href),next=new URL(url??here,here);"
    "const same=next.pathname===here.pathname&&[...here.searchParams]"
    ".every(([name,value])=>(next.searchParams.get(name)??value)===value)"
    f"&&(here.searchParams.has('{RATE_AGAIN}')||!next.searchParams.has('{RATE_AGAIN}'));"
    "if(same)history.replaceState(state,title,url);else push(state,title,url)}})()"
)
"""Replaces the history entry when only query parameters are added or removed. Streamlit pushes a
history entry for each such change, before or after the page itself, so "Back" would step through
one page several times. Rating again is another view of the same page, to come back from."""

DOWNLOAD_SCRIPT: Final = (
    "(()=>{document.addEventListener('submit',async event=>{const form=event.target;"
    "if(!form.matches('.rr-file'))return;event.preventDefault();"
    "const button=form.querySelector('button'),says=form.querySelector('[role=status]');"
    "if(button.ariaBusy==='true')return;button.ariaBusy='true';"
    "says.textContent='Creating the file…';"
    "try{const answer=await fetch(form.action,{method:'POST',"
    "body:new URLSearchParams(new FormData(form))});"
    "if(!answer.ok)throw answer.headers.get('content-type')?.startsWith('text/plain')"
    "?new Error(await answer.text()):new TypeError();"
    "const link=document.createElement('a');"
    "link.href=URL.createObjectURL(await answer.blob());"
    "link.download=answer.headers.get('content-disposition').split('\"')[1];link.click();"
    "setTimeout(()=>URL.revokeObjectURL(link.href),60000);says.textContent=''}"
    "catch(error){says.textContent=error instanceof TypeError"
    "?'The server could not be reached. Try again.':error.message}"
    "finally{button.ariaBusy='false'}})})()"
)
"""Downloads a file without leaving the page, and says there why one cannot be made. Without it, the
browser sends the form itself, and a sentence instead of a file is a page of its own. Our sentences
are plain text; anything else comes from a proxy whose servers are away."""

LINK_SCRIPT: Final = (
    "(()=>{const close=except=>{for(const menu of document.querySelectorAll('.rr-menu[open]'))"
    "if(menu!==except)menu.open=false};"
    "document.addEventListener('keydown',event=>{if(event.key!=='Escape')return;"
    "const menu=document.querySelector('.rr-menu[open]');if(!menu)return;"
    "menu.open=false;menu.querySelector('summary').focus()});"
    "document.addEventListener('click',event=>close(event.target.closest?.('.rr-menu')),true);"
    "document.addEventListener('click',event=>{const link=event.target.closest?.('a.rr-go');"
    "if(event.target.closest?.('a[href=\"#stMain\"]')){"
    "const heading=document.querySelector('[data-testid=stMain] h1');"
    "if(heading){heading.tabIndex=-1;heading.focus()}return}"
    "if(!link||event.button||event.metaKey||event.ctrlKey||event.shiftKey||event.altKey)return;"
    "event.preventDefault();close();"
    "history.pushState(null,'',link.href);dispatchEvent(new PopStateEvent('popstate'));"
    "document.querySelector('[data-testid=stMain]')?.scrollTo(0,0);"
    "const again=new MutationObserver(()=>{if(link.isConnected)return;again.disconnect();"
    "if(document.activeElement===document.body)[...document.querySelectorAll('a.rr-go')]"
    ".find(each=>each.textContent===link.textContent)?.focus({preventScroll:true})});"
    "again.observe(document.body,{childList:true,subtree:true});"
    "setTimeout(()=>again.disconnect(),10000)})})()"
)
"""Opens our links without a page reload, like Streamlit's own, by using its handling of "Back";
without the script they reload the page. Also closes the menu, keeps the focus on a link that is
redrawn, and makes "Skip to main content" skip our frame, which Streamlit has in its main part."""

RETURN_SCRIPT: Final = (
    "(()=>{const can=each=>each.checkVisibility()&&each.matches("
    "'a[href],summary,[tabindex],:is(button,input,select,textarea):enabled');"
    "document.addEventListener('focusout',event=>{const lost=event.target;"
    "if(event.relatedTarget||can(lost))return;"
    "const until=Date.now()+10000,back=()=>{"
    "if(document.activeElement!==document.body||!lost.isConnected||Date.now()>until)return;"
    "if(can(lost))lost.focus({preventScroll:true});else setTimeout(back,50)};"
    "setTimeout(back)})})()"
)
"""Returns the focus to what could not have it for a moment, because it was hidden or, as
Streamlit's tabs are between two runs, not chosen; the browser drops the focus then."""

NAME_SCRIPT: Final = (
    "(()=>{let number=0;const id_of=each=>each.id||=`rr-named-${++number}`,name=()=>{"
    "for(const about of document.querySelectorAll('[data-about]'))"
    "for(const button of about.closest('.stHorizontalBlock,.stVerticalBlock')"
    "?.querySelectorAll(':is(.stButton,.stMenuButton) button')??[]){"
    "const names=`${id_of(button)} ${id_of(about)}`;"
    "if(button.getAttribute('aria-labelledby')!==names)button.setAttribute('aria-labelledby',names)}"
    "};new MutationObserver(name).observe(document.body,{childList:true,subtree:true})})()"
)
"""Adds the text marked `data-about` to the accessible names of the buttons beside it. In a list,
"Remove" alone would not say what it removes, and a Streamlit button has no name but its label."""

HEADING_SCRIPT: Final = (
    "(()=>{let above=[];document.addEventListener('click',event=>{"
    "const main=document.querySelector('[data-testid=stMain]');"
    "const button=event.target.closest?.('button:not([role=radio])');if(!button||!main)return;"
    "if(!button.closest('[role=dialog]'))above=[...main.querySelectorAll('h1,h2,h3')].filter("
    "each=>each.compareDocumentPosition(button)&Node.DOCUMENT_POSITION_FOLLOWING).reverse();"
    "const until=Date.now()+10000;let times=0;const look=()=>{const here=document.activeElement;"
    "if(Date.now()>until||(here!==document.body&&here!==button))return;"
    "times=button.isConnected||here===button||document.querySelector('[role=dialog]')?0:times+1;"
    "if(times<3){setTimeout(look,100);return}"
    "const heading=above.find(each=>each.isConnected&&each.checkVisibility())"
    "??document.querySelector('[data-testid=stMain] h1');if(!heading)return;"
    "heading.tabIndex=-1;heading.focus({preventScroll:event.detail>0})};"
    "setTimeout(look,100)},true)})()"
)
"""Moves the focus to the heading above a button that its own click removed, such as "Remove". The
browser would drop it, and a keyboard or a screen reader begin anew at the top of the page."""

_OTHER_TABS: Final = "'readiness-radar-refresh'"

REFRESH_SCRIPT: Final = f"localStorage.setItem({_OTHER_TABS},Date.now())"
"""Makes every other tab of this browser rerun."""

LISTEN_SCRIPT: Final = (
    f"addEventListener('storage',event=>{{if(event.key==={_OTHER_TABS}){_RERUN}}})"
)
"""Reruns the page when another tab asks for it."""

HIDE_SCRIPT: Final = (
    "(()=>{const hide=()=>{for(const each of document.querySelectorAll("
    "'[role=figure] .js-plotly-plot'))each.setAttribute('aria-hidden','true')};hide();"
    "const watch=new MutationObserver(hide);watch.observe(document.body,"
    "{childList:true,subtree:true});setTimeout(()=>watch.disconnect(),10000)})()"
)
"""Hides the parts of a Plotly chart from screen readers, which read its description instead."""

KEYS_SCRIPT: Final = (
    "(()=>{const groups=()=>[...document.querySelectorAll("
    "':is([class*=st-key-answer-],[class*=st-key-rating-],[class*=st-key-practice-])'+"
    "' [role=radiogroup]')];"
    "const chosen=group=>group.querySelector('[aria-checked=true]');"
    "let tabbed=false,keyed=null,keyedAt=0;"
    "document.addEventListener('keydown',event=>{tabbed=event.key==='Tab';"
    "if(tabbed||event.key==='Enter'||event.key.startsWith('Arrow'))keyed=null;"
    "if(event.ctrlKey||event.metaKey||event.altKey||!document.querySelector('.rr-step'))return;"
    "if(event.target.closest?.('input,textarea,select,[role=dialog],[role=listbox],[role=menu]'))"
    "return;"
    "const here=event.target.closest?.('[role=radiogroup]'),all=groups();"
    "if(/^[0-9]$/.test(event.key)&&all.length){"
    "const open=each=>!chosen(each)&&(each!==keyed||Date.now()-keyedAt>1000);"
    "const group=all.includes(here)&&open(here)?here:all.find(open)"
    "??(all.includes(here)&&here!==keyed?here:undefined);if(!group)return;"
    "const options=[...group.querySelectorAll('[role=radio]')],aside=options.pop();"
    "const option=event.key==='0'?aside:options[event.key-1];if(!option)return;"
    "event.preventDefault();option.click();keyed=group;keyedAt=Date.now();option.focus({preventScroll:true});return}"
    "if(event.key==='Enter'&&!event.target.closest?.('a,summary')"
    "&&(!event.target.closest?.('button')||(here&&event.target.ariaChecked==='true'))){"
    "const next=document.querySelector("
    "'.st-key-next button,.st-key-result button,.st-key-compare button');"
    "if(next){event.preventDefault();event.stopPropagation();next.click()}}},true);"
    "document.addEventListener('pointerdown',()=>{keyed=null},true);"
    "document.addEventListener('focusin',event=>{const group=event.target.closest?."
    "('[role=radiogroup]');if(!tabbed||!group||group.contains(event.relatedTarget))return;"
    "const mark=chosen(group);if(mark&&mark!==event.target)mark.focus()});"
    "document.addEventListener('click',event=>{"
    "const here=event.target.closest?.(':is([class*=st-key-answer-],[class*=st-key-rating-],'+"
    "'[class*=st-key-practice-]) [role=radiogroup]');if(!here)return;"
    "const place=groups().indexOf(here),began=Date.now(),show=()=>{"
    "const next=groups().find((each,at)=>at!==place&&!chosen(each));"
    "if(next){const box=next.parentElement.getBoundingClientRect();"
    "const bar=document.querySelector('.st-key-way-on')?.getBoundingClientRect().top??innerHeight;"
    "if(box.bottom>bar){next.parentElement.scrollIntoView({block:'center',behavior:"
    "matchMedia('(prefers-reduced-motion: reduce)').matches?'auto':'smooth'});return}}"
    "if(Date.now()-began<(next?900:1500))setTimeout(show,150)};setTimeout(show,60)},true)})()"
)
"""Answers with the digit keys, moves on with Enter, and scrolls the next open statement into view.

A digit leaves the focus on the answer, which another digit does not change: it is meant for the
next statement, which may not be there yet. 0 is the last option, which sets a statement aside.

The one just answered is left out, since it may not show its choice yet, and the place is looked at
again, since the bar below grows when it says what is saved. Tab enters a group of options at the
chosen one. Keys and clicks are handled in the capture phase, because Streamlit's own buttons let
none bubble up to the document: Enter on an answer chosen with the mouse would do nothing."""

DRAW_SCRIPT: Final = (
    "(()=>{for(const place of document.querySelectorAll('.rr-radar[data-wide]')){"
    "const drawn=[place.dataset.wide,place.dataset.narrow].filter(Boolean).map(each=>"
    "new DOMParser().parseFromString(each,'image/svg+xml').documentElement);"
    "if(drawn.some(each=>each.localName!=='svg'))continue;"
    "place.replaceChildren(...drawn.map(each=>document.importNode(each,true)));"
    "delete place.dataset.wide;delete place.dataset.narrow}})()"
)
"""Draws pictures that Streamlit's sanitizer would remove: it lets no SVG through, only text."""

PAGE_SCRIPTS: Final = (
    RECONNECT_SCRIPT,
    AWAY_SCRIPT,
    ADDRESS_SCRIPT,
    DOWNLOAD_SCRIPT,
    LINK_SCRIPT,
    KEYS_SCRIPT,
    RETURN_SCRIPT,
    NAME_SCRIPT,
    HEADING_SCRIPT,
    LISTEN_SCRIPT,
)
"""The scripts that a browser gets with the page, once; they begin while it is still empty."""

SCRIPTS: Final = (*PAGE_SCRIPTS, FOCUS_SCRIPT, DRAW_SCRIPT, HIDE_SCRIPT, REFRESH_SCRIPT)
"""All our scripts; the content security policy allows exactly these, by their hashes."""
