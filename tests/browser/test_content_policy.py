"""What would come from elsewhere is not fetched; that the pages keep to the policy is asked of each in test_every_page."""

from playwright.sync_api import expect

from components.server.browser_key import COOKIE


def test_a_picture_or_script_from_elsewhere_is_not_fetched(new_visit, server):
    visit = new_visit(server).open("/methods")
    visit.page.evaluate(
        """() => {
            document.body.append(Object.assign(new Image(), {src: "http://127.0.0.2:9/pixel.png"}));
            document.body.append(Object.assign(document.createElement("script"), {textContent: "window.ran = true"}));
            fetch("http://127.0.0.2:9/tell").catch(() => {});
        }"""
    )
    visit.page.wait_for_function("window.broken.length >= 3")
    assert sorted(visit.page.evaluate("window.broken")) == [
        "connect-src http://127.0.0.2:9/tell",
        "img-src http://127.0.0.2:9/pixel.png",
        "script-src-elem inline",
    ]
    assert visit.page.evaluate("window.ran") is None
    # The console told of the three, as it should: they were made here.
    assert len(visit.wrong) >= 3
    visit.wrong.clear()
    visit.asked[:] = [url for url in visit.asked if not url.startswith("http://127.0.0.2:9/")]


def test_an_upload_that_is_refused_is_told_on_the_page(new_visit, server):
    visit = new_visit(server).open("/your_data")
    visit.context.clear_cookies(name=COOKIE)
    visit.page.locator("input[type=file]").set_input_files(
        [{"name": "table.csv", "mimeType": "text/csv", "buffer": b"a,b\n1,2\n"}]
    )
    # Streamlit's page tells the number only, not the sentence that came with it.
    expect(visit.page.get_by_test_id("stFileUploader").get_by_role("alert")).to_contain_text("status code 403")
    assert [each for each in visit.wrong if "403" not in each] == []
    assert visit.wrong != []
    visit.wrong.clear()
