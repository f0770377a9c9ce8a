// The page of a questionnaire with its script: questions come and go at once, one goes on without loading, what cannot be
// sent waits; and the same questionnaire without any script.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { axe, noCookie, noSidewaysScroll, openBrowser, picture, startVecu, withPage } from './harness.mjs'
import { openCampaign, press } from './people.mjs'

let vecu
let browser
let isatis
let phq
before(async () => {
  vecu = await startVecu()
  browser = await openBrowser()
  isatis = await openCampaign(vecu, /I-SATIS/, 'Séjours')
  phq = await openCampaign(vecu, /PHQ-9/, 'Moral')
})
after(async () => {
  await browser?.close()
  await vecu?.stop()
})

/** Begins a questionnaire as somebody would. */
async function begin(tab, address) {
  await tab.goto(vecu.url + address)
  const place = tab.locator('input[name=place][type=radio]')
  if (await place.count()) await place.first().check()
  const speaker = tab.locator('input[name=speaker][value=patient]')
  if (await speaker.count()) await speaker.check()
  await press(tab, 'main form button[type=submit]')
}
/** The scripts come with the first touch. */
const ready = async (tab) => {
  await tab.keyboard.press('Shift')
  await tab.locator('form[data-ready="1"]').waitFor({ state: 'attached' })
}
const go = (tab, name) => tab.locator(`button[name=go][value=${name}]`).click()
const at = (tab) => Number(/\/(\d+)$/.exec(new URL(tab.url()).pathname)[1])

test('a question is hidden and shown as the answer before it changes, and one goes on without loading', async () => {
  await withPage(browser, { url: vecu.url, device: 'phone' }, async (tab, context) => {
    await begin(tab, isatis)
    await ready(tab)
    await tab.evaluate(() => { window.here = true })
    for (let n = 1; n < 7; n += 1) {
      assert.equal(at(tab), n)
      const first = tab.locator('#questions input[type=radio]').first()
      await first.check()
      await go(tab, 'next')
      await tab.waitForURL(new RegExp(`/${n + 1}\\?`))
      await noSidewaysScroll(tab)
    }
    assert.ok(await tab.evaluate(() => window.here), 'no page was loaded on the way')
    assert.equal(await tab.evaluate(() => document.activeElement.tagName), 'H1', 'the title is told')
    const later = tab.locator('[data-question=Q20]')
    assert.ok(await later.isVisible(), 'Q20 stands as long as Q19 is not answered no')
    await tab.locator('input[name=Q19][value="0"]').check()
    assert.ok(await later.isHidden())
    await tab.locator('input[name=Q19][value="1"]').check()
    assert.ok(await later.isVisible())
    await tab.locator('input[name=Q20]').first().check()
    await go(tab, 'back')
    await tab.waitForURL(/\/6\?/)
    assert.ok(await tab.locator('#questions input:checked').count(), 'what was answered is still there')
    await tab.goBack()
    await tab.waitForURL(/\/7\?/)
    assert.ok(await tab.locator('input[name=Q20]').first().isChecked(), 'the browser\'s own way back keeps it too')
    await axe(tab)
    await noCookie(context)
    await picture(tab, 'survey-phone')
    await tab.reload()
    assert.ok(await tab.locator('input[name=Q19][value="1"]').isChecked(), 'the server has it')
  })
})

test('without a network one goes on, nothing is lost, and everything leaves when it is back', async () => {
  await withPage(browser, { url: vecu.url, device: 'phone', expected: /ERR_INTERNET_DISCONNECTED/ }, async (tab, context) => {
    await begin(tab, phq)
    await ready(tab)
    await context.setOffline(true)
    await tab.locator('#questions input[type=radio]').first().check()
    await go(tab, 'next')
    await tab.waitForURL(/\/2\?/)
    assert.match(await tab.locator('#reseau').innerText(), /Pas de réseau/)
    await go(tab, 'send')
    await tab.waitForFunction(() => /pas encore possible/.test(document.getElementById('reseau').textContent))
    assert.equal(at(tab), 2, 'it waits here')
    await context.setOffline(false)
    await tab.waitForFunction(() => /revenu/.test(document.getElementById('reseau').textContent))
    await Promise.all([tab.waitForURL(/\/merci/), go(tab, 'send')])
  })
})

for (const scripts of [true, false]) {
  test(`an answer that speaks of self-harm shows the numbers at once (${scripts ? 'with' : 'without'} scripts)`, async () => {
    await withPage(browser, { url: vecu.url, device: 'phone', scripts }, async (tab) => {
      await begin(tab, phq)
      if (scripts) await ready(tab)
      const help = tab.locator('#secours')
      assert.equal((await help.innerText()).trim(), '')
      await tab.locator('input[name=phq-9-9]').last().check()
      if (scripts) assert.match(await help.innerText(), /3114/, 'before anything is sent')
      await go(tab, 'next')
      await tab.waitForURL(/\/2\?/)
      assert.match(await help.innerText(), /3114/, 'on the next screen')
      await axe(tab)
      await picture(tab, `survey-help-${scripts ? 'scripts' : 'plain'}`)
      await Promise.all([tab.waitForLoadState(), go(tab, 'send')])
      await tab.waitForFunction(() => /3114/.test(document.querySelector('main').innerText))
    })
  })
}
