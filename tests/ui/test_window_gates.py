import pytest,os,time
from tests.ui import gates, gates_fitting, gates_keyboard, gates_colours
from tests.ui.walking import *
from funneldesk.i18n import set_language
from funneldesk import i18n
@pytest.mark.parametrize("lang,theme",[("ja","light"),("en","dark")])
def test_x(open_desk, filled_store, qtbot, lang, theme):
    set_language(lang)
    desk=open_desk(filled_store)
    desk.session.settings.setValue("theme",theme); desk.dress()
    desk.window.resize(1440,900)
    found={}
    T={}
    for s in owner_sights(qtbot, desk.window):
        for c in (gates_colours.faint,gates_colours.by_colour_alone,gates_keyboard.untabbed):
            t=time.time()
            for f in c(s.widget): found.setdefault(f.split(" (")[0], s.name)
            T[c.__name__]=T.get(c.__name__,0)+time.time()-t
    for f,n in found.items(): print(n,"|",f)
    print(T)
