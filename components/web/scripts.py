"""JavaScript that runs in the browser; `components.browser` puts it into pages."""

from __future__ import annotations

from typing import Final

FOCUS_SCRIPT: Final = (
    "(()=>{const heading=document.querySelector('.rr-step');"
    "if(!heading)return;heading.focus({preventScroll:true});"
    "const page=document.querySelector('[data-testid=stMain]');if(page)page.scrollTo(0,0)})()"
)
"""Moves the focus to the heading of a step."""

RECONNECT_SCRIPT: Final = (
    "(()=>{if(window.readinessRadarWatch)return;"
    "const state=()=>document.querySelector('[data-testid=stApp]')"
    "?.dataset.testConnectionState;let before=state();"
    "window.readinessRadarWatch=new MutationObserver(()=>{const now=state();"
    "if(now==='CONNECTED'&&before!==now)for(const kind of['keydown','keyup'])"
    "document.dispatchEvent(new KeyboardEvent(kind,"
    "{key:'r',code:'KeyR',keyCode:82,which:82,bubbles:true}));before=now});"
    "window.readinessRadarWatch.observe(document.body,{subtree:true,attributes:true,"
    "attributeFilter:['data-test-connection-state']})})()"
)
"""Sends Streamlit's rerun key after a lost connection is restored. Streamlit itself reruns only if
a run was in progress; clicks made in the meantime would be shown but not stored."""

ADDRESS_SCRIPT: Final = (
    "(()=>{if(window.readinessRadarAddress)return;window.readinessRadarAddress=true;"
    "const push=history.pushState.bind(history);history.pushState=(state,title,url)=>{"
    "const here=new URL(location.href),next=new URL(url??here,here);"
    "const same=next.pathname===here.pathname&&[...here.searchParams]"
    ".every(([name,value])=>(next.searchParams.get(name)??value)===value);"
    "if(same)history.replaceState(state,title,url);else push(state,title,url)}})()"
)
"""Replaces the history entry when only query parameters are added or removed. Streamlit pushes a
history entry for each such change, before or after the page itself, so "Back" would step through
one page several times."""

DOWNLOAD_SCRIPT: Final = (
    "(()=>{if(window.readinessRadarFiles)return;window.readinessRadarFiles=true;"
    "document.addEventListener('submit',async event=>{const form=event.target;"
    "if(!form.matches('.rr-file'))return;event.preventDefault();"
    "const button=form.querySelector('button'),says=form.querySelector('[role=status]');"
    "if(button.ariaBusy==='true')return;button.ariaBusy='true';says.textContent='Making it…';"
    "try{const answer=await fetch(form.action,{method:'POST',"
    "body:new URLSearchParams(new FormData(form))});"
    "if(!answer.ok)throw new Error(await answer.text());"
    "const link=document.createElement('a');"
    "link.href=URL.createObjectURL(await answer.blob());"
    "link.download=answer.headers.get('content-disposition').split('\"')[1];link.click();"
    "setTimeout(()=>URL.revokeObjectURL(link.href),60000);says.textContent=''}"
    "catch(error){says.textContent=error instanceof TypeError"
    "?'The server cannot be reached. Try again.':error.message}"
    "finally{button.ariaBusy='false'}})})()"
)
"""Downloads a file without leaving the page, and says there why one cannot be made. Without it, the
browser sends the form itself, and a sentence instead of a file is a page of its own."""

DRAW_SCRIPT: Final = (
    "(()=>{for(const place of document.querySelectorAll('.rr-radar[data-wide]')){"
    "const drawn=[place.dataset.wide,place.dataset.narrow].map(each=>"
    "new DOMParser().parseFromString(each,'image/svg+xml').documentElement);"
    "if(drawn.some(each=>each.localName!=='svg'))continue;"
    "place.replaceChildren(...drawn.map(each=>document.importNode(each,true)));"
    "delete place.dataset.wide;delete place.dataset.narrow}})()"
)
"""Draws pictures that Streamlit's sanitizer would remove: it lets no SVG through, only text."""

SCRIPTS: Final = (FOCUS_SCRIPT, RECONNECT_SCRIPT, ADDRESS_SCRIPT, DOWNLOAD_SCRIPT, DRAW_SCRIPT)
"""All our scripts; the content security policy allows exactly these, by their hashes."""
