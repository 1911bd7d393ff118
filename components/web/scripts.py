"""Hold the scripts that run in the browser, of which `components.browser` makes use."""

from __future__ import annotations

from typing import Final

FOCUS_SCRIPT: Final = (
    "(()=>{const heading=document.querySelector('.rr-step');"
    "if(!heading)return;heading.focus({preventScroll:true});"
    "const page=document.querySelector('[data-testid=stMain]');if(page)page.scrollTo(0,0)})()"
)
"""Puts the focus on the heading of a step."""

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
"""Presses Streamlit's key to run again once a lost connection is back: Streamlit itself only does
so where a run was under way, and what was clicked meanwhile would be shown and not stored."""

ADDRESS_SCRIPT: Final = (
    "(()=>{if(window.readinessRadarAddress)return;window.readinessRadarAddress=true;"
    "const push=history.pushState.bind(history);history.pushState=(state,title,url)=>{"
    "const here=new URL(location.href),next=new URL(url??here,here);"
    "const same=next.pathname===here.pathname&&[...here.searchParams]"
    ".every(([name,value])=>(next.searchParams.get(name)??value)===value);"
    "if(same)history.replaceState(state,title,url);else push(state,title,url)}})()"
)
"""Replaces an address by a longer or shorter one of the same place. Streamlit makes a step of the
browser's history of each parameter that comes or goes, and writes them before or after the page, as
it happens: "Back" would lead through one page several times."""

SCRIPTS: Final = (FOCUS_SCRIPT, RECONNECT_SCRIPT, ADDRESS_SCRIPT)
"""All scripts of ours; the content security policy allows exactly these, by their hashes."""
