import pytest,os
from tests.ui import gates, gates_fitting
from tests.ui.walking import *
from funneldesk.i18n import set_language
from funneldesk import i18n
@pytest.mark.parametrize("lang",["ja","en","2"])
def test_x(open_desk, filled_store, qtbot, lang, monkeypatch):
    if lang=="2":
        set_language("ja")
        d=Doubled(i18n._catalogue("ja")); monkeypatch.setattr(i18n,"_catalogue",lambda l:d)
    else: set_language(lang)
    desk=open_desk(filled_store)
    desk.window.resize(1100,700)
    found={}
    os.makedirs("/tmp/gs"+lang,exist_ok=True)
    for s in owner_sights(qtbot, desk.window):
        s.widget.window().grab().save(f"/tmp/gs{lang}/"+s.name.replace("/","-")[:60]+".png")
        for f in (*gates_fitting.clipped(s.widget),*gates_fitting.sideways(s.widget),*gates_fitting.overlapping(s.widget)): found.setdefault(f.split(" (")[0], s.name)
    for f,n in found.items(): print(n,"|",f)
