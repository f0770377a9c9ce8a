// What somebody chose or was given stays with them: the language and the size of the letters, the receipt.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { axe, openBrowser, startVecu, withPage } from './harness.mjs'
import { openDoor, press, signIn } from './people.mjs'

let vecu
let browser
let door
before(async () => {
  vecu = await startVecu()
  browser = await openBrowser()
  door = await openDoor(vecu)
})
after(async () => {
  await browser?.close()
  await vecu?.stop()
})

test('the language and the size of the letters stay when a work page takes a form', async () => {
  await withPage(browser, { url: vecu.url, device: 'desktop' }, async (tab) => {
    await signIn(tab, vecu, 'caregiver')
    await tab.goto(`${vecu.url}/travail/voix?etat=tout&lang=en&grand=1`)
    await press(tab, tab.locator('main a[data-item]'))
    const look = () => tab.locator('html').evaluate((html) => [html.lang, html.className])
    assert.deepEqual(await look(), ['en', 'large'])
    await press(tab, 'form[action*="/theme"]:not([action*="retirer"]) button[type=submit]', [422])
    assert.deepEqual(await look(), ['en', 'large'], 'a form sent back')
    await tab.locator('input[name=row]').first().check()
    await tab.locator('input[name=theme]').first().check()
    await tab.locator('input[name=valence]').first().check()
    await press(tab, 'form[action*="/theme"]:not([action*="retirer"]) button[type=submit]')
    assert.deepEqual(await look(), ['en', 'large'], 'a form taken')
  })
})

test('somebody whose typed code is wrong sees the receipt again beside it', async () => {
  for (const scripts of [true, false]) {
    await withPage(browser, { url: vecu.url, scripts }, async (tab) => {
      await tab.goto(`${vecu.url}/d/${door.place}/raconter?sorte=thanks`)
      await tab.fill('#text', 'Merci pour la douceur des gestes, chaque jour.')
      await press(tab, 'main form button[type=submit]')
      await tab.locator('input[name=speaker][value=patient]').check()
      await tab.locator('input[name=follow][value=yes]').check()
      await press(tab, 'main form button[type=submit]')
      const receipt = await tab.locator('#receipt-code').innerText()
      // Twice: the page that refuses shows the code again, and so does the one after it.
      for (const wrong of ['AAAA-BBBB', receipt.replace(/.$/, (last) => (last === '7' ? '8' : '7'))]) {
        await tab.fill('#code', wrong)
        await press(tab, 'form[action^="/suivi/essai"] button', [422])
        assert.equal(await tab.locator('#receipt-code').innerText(), receipt, 'the receipt is not lost')
        assert.equal(await tab.locator('#code').inputValue(), wrong, 'what was typed is kept')
      }
      await tab.fill('#code', receipt)
      await press(tab, 'form[action^="/suivi/essai"] button')
    })
  }
})

test('a tablet asks whether somebody is there before it goes back, and a key is a yes', async () => {
  await withPage(browser, { url: vecu.url }, async (tab) => {
    await tab.clock.install()
    const start = `${vecu.url}${door.questionnaire}?lieu=${door.place}&kiosque=1`
    await tab.goto(start)
    await tab.locator('input[name=speaker][value=patient]').check()
    await press(tab, 'main form button[type=submit]')
    const screen = tab.url()
    const asks = tab.locator('[data-still-there]')
    assert.equal(await asks.innerText(), '')
    // No key that scrolls: the browser tells of a scroll when it likes, and it is a yes too.
    for (const yes of ['Tab', 'Shift', 'Escape']) {
      await tab.clock.fastForward('04:05')
      assert.match(await asks.innerText(), /toujours là/)
      if (yes === 'Tab') await axe(tab, 'a tablet that asks')
      await tab.keyboard.press(yes)
      assert.equal(await asks.innerText(), '', 'it asks no more')
      assert.equal(tab.url(), screen, 'and stays')
    }
    await tab.clock.fastForward('04:05')
    await tab.clock.fastForward('01:00')
    await tab.waitForURL((url) => url.searchParams.has('kiosque'))
    await tab.goto(screen)
    assert.match(await tab.locator('h1').innerText(), /plus|gone/i, 'what was begun is destroyed')
  })
})
