// Each rendering that a questionnaire may prefer, drawn by a page: a list that opens, answers side by side, a scale, a slider,
// a field that proposes. With its script and without, in both languages, on a phone and a desktop, enlarged, and by keyboard.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { ROOT, axe, noSidewaysScroll, openBrowser, picture, startVecu, withPage } from './harness.mjs'
import { asRole, begin, openCampaign, press, ready } from './people.mjs'

const FORM = path.join(ROOT, 'crates/instruments/tests/forms/looks.json')
let vecu
let browser
let address
let draft
before(async () => {
  vecu = await startVecu()
  browser = await openBrowser()
  await asRole(browser, vecu, 'quality', {}, async (tab) => {
    await tab.goto(`${vecu.url}/travail/questionnaires/fichier`)
    await tab.setInputFiles('#file', FORM)
    await press(tab, 'main form[enctype] button[type=submit]')
    assert.match(await tab.locator('main').innerText(), /« spinner » n'est pas dessinée/, 'what is drawn in another way is told')
    await tab.fill('#title', 'Les présentations')
    await press(tab, 'main form[action$="/commencer"] button[type=submit]')
    draft = new URL(tab.url()).pathname
    await tab.goto(`${vecu.url}${draft}/controles`)
    assert.match(await tab.locator('#longueur').locator('xpath=..').innerText(), /Environ \d+ minute/)
    await axe(tab)
    await picture(tab, 'looks-checks')
    await tab.goto(`${vecu.url}${draft}/apercu`)
    for (const drawn of ['select[name=way]', '.choices-line', '.choices-scale', 'input[type=range]']) {
      assert.ok(await tab.locator(`.telephone ${drawn}`).first().isVisible(), `${drawn} in the preview`)
    }
    await axe(tab)
    await picture(tab, 'looks-preview')
    await press(tab, 'nav.tabs a[href$="/publier"]')
    assert.match(await tab.locator('#longueur').locator('xpath=..').innerText(), /Âge de lecture/)
    await axe(tab)
    await picture(tab, 'looks-publish')
    await press(tab, 'button[value=publish]')
  })
  address = await openCampaign(vecu, /Les présentations/, 'Présentations')
})
after(async () => {
  await browser?.close()
  await vecu?.stop()
})

const go = async (tab, name, wanted) => {
  await tab.locator(`button[name=go][value=${name}]`).click()
  await tab.waitForURL(wanted)
}
const value = (tab, field) => tab.locator(`[name="${field}"]`).inputValue()

for (const { device, scripts, lang } of [
  { device: 'phone', scripts: true, lang: 'fr' },
  { device: 'desktop', scripts: true, lang: 'en' },
  { device: 'phone', scripts: false, lang: 'en' },
  { device: 'desktop', scripts: false, lang: 'fr' },
]) {
  test(`each rendering is answered, kept and left, on a ${device}, in ${lang}, ${scripts ? 'with' : 'without'} scripts`, async () => {
    await withPage(browser, { url: vecu.url, device, scripts }, async (tab) => {
      await begin(tab, `${vecu.url}${address}?lang=${lang}`)
      if (scripts) await ready(tab)
      const range = tab.locator('input[type=range]')
      assert.equal(await range.isVisible(), scripts)
      assert.equal(await tab.locator('#questions input:checked').count(), 0)
      assert.equal(await value(tab, 'health'), '', 'nobody answered')
      if (scripts) assert.equal(await range.getAttribute('aria-valuetext'), lang === 'fr' ? 'Pas encore de réponse' : 'No answer yet')
      await axe(tab)
      await noSidewaysScroll(tab)
      await picture(tab, `looks-1-${device}-${lang}-${scripts ? 'scripts' : 'plain'}`)
      // Left as it is, it is no answer: one goes on, and comes back to the same.
      await go(tab, 'next', /\/2\?/)
      await axe(tab)
      await noSidewaysScroll(tab)
      await picture(tab, `looks-2-${device}-${lang}-${scripts ? 'scripts' : 'plain'}`)
      await go(tab, 'back', /\/1\?/)
      await tab.reload()
      if (scripts) await ready(tab)
      assert.equal(await value(tab, 'health'), '')
      assert.equal(await tab.locator('#questions input:checked').count(), 0)
      await tab.selectOption('select[name=way]', 'na')
      await tab.locator('input[name=agree][value="3"]').check()
      await tab.locator('input[name=pain][value="10"]').check()
      if (scripts) {
        await range.click()
        assert.equal(await value(tab, 'health'), '50', 'a touch where it stands is an answer')
        await range.press('ArrowRight')
        assert.equal(await value(tab, 'health'), '51')
        assert.equal(await range.getAttribute('aria-valuetext'), null)
        await tab.fill('[name=health]', '')
        assert.ok(await range.evaluate((one) => one.classList.contains('unset')), 'an answer taken back is none')
      }
      await tab.fill('[name=health]', '72')
      if (scripts) assert.equal(await range.inputValue(), '72', 'the slider follows what is written')
      await picture(tab, `looks-1-answered-${device}-${lang}-${scripts ? 'scripts' : 'plain'}`)
      await go(tab, 'next', /\/2\?/)
      await tab.fill('[name="town-other"]', 'saint-denis')
      await tab.selectOption('select[name=area]', 'd07')
      await tab.fill('[name=badge]', 'AB-1234')
      await tab.fill('[name=weight]', '71.5')
      await tab.locator('input[name=again][value=true]').check()
      await go(tab, 'back', /\/1\?/)
      assert.equal(await value(tab, 'way'), 'na')
      assert.ok(await tab.locator('input[name=pain][value="10"]').isChecked())
      assert.equal(await value(tab, 'health'), '72')
      if (scripts) assert.equal(await range.inputValue(), '72', 'on the screen that is drawn again too')
      await go(tab, 'next', /\/2\?/)
      await tab.reload()
      assert.equal(await value(tab, 'town-other'), 'Saint-Denis', 'what was written is the printed answer')
      assert.equal(await value(tab, 'area'), 'd07')
      assert.equal(await value(tab, 'weight'), lang === 'fr' ? '71,5' : '71.5')
      // Four times larger: the width of 320 points of CSS (WCAG 1.4.10).
      await tab.setViewportSize({ width: 320, height: 640 })
      for (const screen of [2, 1]) {
        await tab.goto(tab.url().replace(/\/\d\?/, `/${screen}?`))
        await noSidewaysScroll(tab)
        await picture(tab, `looks-${screen}-320-${device}-${lang}-${scripts ? 'scripts' : 'plain'}`)
      }
      await tab.goto(`${vecu.url}${address}/papier?lang=${lang}`)
      await axe(tab)
      await noSidewaysScroll(tab)
      await picture(tab, `looks-paper-${device}-${lang}`)
    })
  })
}

test('each rendering is answered by keyboard alone', async () => {
  await withPage(browser, { url: vecu.url, device: 'phone' }, async (tab) => {
    const focused = (wanted) => tab.evaluate((css) => document.activeElement.matches(css), wanted)
    const reach = async (wanted) => {
      for (let tries = 0; tries < 60 && !(await focused(wanted)); tries += 1) await tab.keyboard.press('Tab')
      assert.ok(await focused(wanted), `${wanted} is reached by keyboard`)
    }
    const keys = async (...all) => { for (const key of all) await tab.keyboard.press(key) }
    await begin(tab, `${vecu.url}${address}?lang=en`)
    await ready(tab)
    await reach('select[name=way]')
    await keys('ArrowDown', 'ArrowDown')
    assert.equal(await value(tab, 'way'), 'train')
    await reach('input[name=agree]')
    await keys('Space', 'ArrowRight')
    assert.ok(await tab.locator('input[name=agree][value="2"]').isChecked())
    await reach('input[name=pain]')
    await keys('Space', 'ArrowRight', 'ArrowRight')
    assert.ok(await tab.locator('input[name=pain][value="2"]').isChecked())
    await reach('input[type=range]')
    await keys('End')
    assert.equal(await value(tab, 'health'), '100')
    await reach('input[name=health]')
    await tab.keyboard.press('Control+a')
    await tab.keyboard.type('64')
    assert.equal(await tab.locator('input[type=range]').inputValue(), '64')
    await reach('button[name=go][value=next]')
    await keys('Enter')
    await tab.waitForURL(/\/2\?/)
    await reach('[name="town-other"]')
    await tab.keyboard.type('nice')
    await reach('select[name=area]')
    await keys('End')
    assert.equal(await value(tab, 'area'), 'd18')
    await reach('[name=weight]')
    await tab.keyboard.type('71.5')
    await reach('input[name=again]')
    await keys('ArrowRight')
    await reach('button[name=go][value=back]')
    await keys('Enter')
    await tab.waitForURL(/\/1\?/)
    assert.equal(await value(tab, 'health'), '64')
    await reach('button[name=go][value=next]')
    await keys('Enter')
    await tab.waitForURL(/\/2\?/)
    await tab.reload()
    assert.equal(await value(tab, 'town-other'), 'Nice')
  })
})
