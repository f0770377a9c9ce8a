// The page of a questionnaire with its script: questions come and go at once, one goes on without loading, what cannot be
// sent waits; and the same questionnaire without any script.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { ROOT, axe, noCookie, noSidewaysScroll, openBrowser, picture, startVecu, withPage } from './harness.mjs'
import { asRole, begin, openCampaign, press, ready } from './people.mjs'

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

const go = (tab, name) => tab.locator(`button[name=go][value=${name}]`).click()
const at = (tab) => Number(/\/(\d+)$/.exec(new URL(tab.url()).pathname)[1])

test('a question is hidden and shown as the answer before it changes, and one goes on without loading', async () => {
  await withPage(browser, { url: vecu.url, device: 'phone' }, async (tab, context) => {
    await begin(tab, vecu.url + isatis)
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
    await begin(tab, vecu.url + phq)
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
      await begin(tab, vecu.url + phq)
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

/** A questionnaire of the tests, brought as a file and published as an officer does. */
async function published(title, file = 'kinds') {
  const form = JSON.parse(readFileSync(path.join(ROOT, `crates/instruments/tests/forms/${file}.json`), 'utf8'))
  Object.assign(form, { title, purpose: 'Essayer chaque sorte de question.' })
  form.extension = [
    ...(form.extension ?? []),
    { url: 'urn:vecu:fhir:licence', extension: [{ url: 'name', valueString: 'Pour essayer' }] },
    { url: 'urn:vecu:fhir:designers', valueString: 'Des patients et des soignants' },
    { url: 'urn:vecu:fhir:moment-told', valueString: 'Le séjour' },
  ]
  await asRole(browser, vecu, 'quality', {}, async (tab) => {
    await tab.goto(`${vecu.url}/travail/questionnaires/fichier`)
    await tab.setInputFiles('#file', { name: 'sortes.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(form)) })
    await press(tab, 'main form[enctype] button[type=submit]')
    await tab.fill('#title', title)
    await press(tab, 'main form[action$="/commencer"] button[type=submit]')
    await press(tab, 'nav.tabs a[href$="/publier"]')
    await press(tab, 'button[value=publish]')
    assert.match(tab.url(), /\/versions\//)
  })
}

/** Fills a date with a time. */
async function when(tab, day, month, year, time) {
  for (const [part, value] of Object.entries({ day, month, year, time })) await tab.fill(`input[name=arrived-${part}]`, value)
}

test('every kind of question of a published file is asked, refused in words and kept, on a phone and a desktop', async () => {
  await published('Toutes les sortes')
  const address = await openCampaign(vecu, /Toutes les sortes/, 'Sortes')
  for (const { device, scripts } of [{ device: 'phone', scripts: true }, { device: 'desktop', scripts: true }, { device: 'phone', scripts: false }]) {
    await withPage(browser, { url: vecu.url, device, scripts }, async (tab) => {
      await begin(tab, vecu.url + address)
      if (scripts) await ready(tab)
      await tab.locator('input[name=alone][value=true]').check()
      await tab.fill('input[name=weight]', '72,5')
      if (scripts) {
        assert.ok(await tab.locator('[name=who]').isVisible(), 'a yes opens its question at once')
        assert.equal(await tab.locator('[data-question=double] output').innerText(), '145,0\u00a0kg')
        await tab.fill('input[name=birth-year]', '1950')
        assert.ok(await tab.locator('input[name=elder]').first().isVisible(), 'so does a year')
        await tab.fill('input[name=birth-year]', '1990')
        assert.ok(await tab.locator('input[name=elder]').first().isHidden())
        // A date with a time decides too, by the clock in France, whatever the clock of the telephone is.
        await when(tab, '22', '11', '2026', '7h59')
        assert.ok(await tab.locator('input[name=early]').first().isVisible())
        await when(tab, '22', '11', '2026', '8h')
        assert.ok(await tab.locator('input[name=early]').first().isHidden())
      }
      await when(tab, '32', '11', '2026', '8h')
      await tab.fill('input[name=site]', 'pas une adresse')
      await tab.fill('input[name=lunch]', '25 h <b>')
      await tab.locator('input[name=helped][value=nurse]').check()
      await tab.locator('input[name=helped][value="~other"]').check()
      await tab.fill('input[name=helped-other]', 'mon voisin')
      await tab.fill('input[name=pain]', '1,5')
      await tab.selectOption('select[name=pain-unit]', 'h')
      // A question opened by an answer is shown first where no script ran; then what does not fit is told.
      const sent = tab.waitForResponse((answer) => answer.status() === 422 && answer.request().isNavigationRequest())
      await go(tab, 'send')
      await sent
      await tab.waitForLoadState()
      assert.match(await tab.locator('main').innerText(), /Écrivez une heure/)
      assert.equal(await tab.locator('input[name=lunch]').inputValue(), '25 h <b>')
      assert.match(await tab.locator('main').innerText(), /Une heure va avec son jour/)
      assert.match(await tab.locator('main').innerText(), /Écrivez l’adresse d’une page/)
      assert.equal(await tab.locator('input[name=weight]').inputValue(), '72,5')
      assert.equal(await tab.locator('input[name=arrived-day]').inputValue(), '32')
      assert.equal(await tab.locator('[data-question=double] output').innerText(), '145,0\u00a0kg', 'the server writes it alike')
      assert.ok(await tab.locator('input[name=helped][value=nurse]').isChecked())
      await axe(tab)
      await noSidewaysScroll(tab)
      await picture(tab, `survey-kinds-${device}-${scripts ? 'scripts' : 'plain'}`)
      await tab.fill('input[name=lunch]', '12h30')
      await when(tab, '22', '11', '2026', '')
      await tab.fill('input[name=site]', 'www.exemple.fr/soins')
      for (let tries = 0; tries < 3 && !/\/merci/.test(tab.url()); tries += 1) {
        await Promise.all([tab.waitForNavigation({ waitUntil: 'load' }), go(tab, 'send')])
      }
      assert.match(tab.url(), /\/merci/)
    })
  }
})

/** What a block shows, by its place among those of the medicines. */
const block = (tab, n) => tab.locator('[data-blocks=medicines] > [data-block]').nth(n - 1)
const inBlock = (tab, n, link) => block(tab, n).locator(`[data-question=${link}]`)
const write = (tab, n, link, words) => inBlock(tab, n, link).locator('input[type=text], textarea').first().fill(words)

test('a group that repeats is asked block by block, with the script at once and without it by its buttons', async () => {
  await published('Mes médicaments', 'repeats')
  const address = await openCampaign(vecu, /Mes médicaments/, 'Médicaments')
  for (const { device, scripts } of [{ device: 'phone', scripts: true }, { device: 'desktop', scripts: true }, { device: 'phone', scripts: false }, { device: 'desktop', scripts: false }]) {
    await withPage(browser, { url: vecu.url, device, scripts }, async (tab) => {
      await begin(tab, vecu.url + address)
      if (scripts) {
        await ready(tab)
        await tab.evaluate(() => { window.here = true })
      }
      /** Presses a button that changes the blocks: at once with the script, a page of the server without. */
      const press = async (button) => {
        if (scripts) return button.click()
        await Promise.all([tab.waitForNavigation({ waitUntil: 'load' }), button.click()])
      }
      const more = () => press(tab.locator('button[value="more:medicines"]'))
      const remove = (n) => press(block(tab, n).locator('[data-less] button'))
      await tab.locator('input[name=any][value=true]').check()
      await go(tab, 'next')
      await tab.waitForURL(/\/2\?/)
      assert.equal(await tab.locator('[data-block]').count(), 1)
      assert.ok(await block(tab, 1).locator('[data-less]').isHidden(), 'the first stays')
      await write(tab, 1, 'name', 'Gouttes du soir')
      await inBlock(tab, 1, 'form').locator('input[value=drops]').check()
      await write(tab, 1, 'dose', '2,5')
      await write(tab, 1, 'times', '3')
      await more()
      assert.equal(await tab.locator('[data-block]').count(), 2)
      if (scripts) assert.match(await tab.evaluate(() => document.activeElement.textContent), /2$/, 'the new block is told')
      assert.equal(await inBlock(tab, 1, 'day').locator('output').innerText(), '7,5\u00a0mg')
      assert.ok(await inBlock(tab, 1, 'counted').isVisible(), 'drops open their question')
      assert.ok(scripts ? await inBlock(tab, 2, 'counted').isHidden() : await inBlock(tab, 2, 'counted').count() === 0, 'in their block alone')
      await write(tab, 2, 'name', 'À retirer')
      await more()
      assert.ok(await tab.locator('button[value="more:medicines"]').isHidden(), 'three are the most')
      await write(tab, 3, 'name', 'Le rose')
      await inBlock(tab, 3, 'form').locator('input[value=tablet]').check()
      await write(tab, 3, 'dose', '40')
      await noSidewaysScroll(tab)
      await axe(tab)
      await picture(tab, `survey-repeats-${device}-${scripts ? 'scripts' : 'plain'}`)
      await remove(2)
      assert.equal(await tab.locator('[data-block]').count(), 2)
      assert.match(await block(tab, 2).locator('h2').innerText(), /2$/, 'what was third is second')
      assert.equal(await inBlock(tab, 2, 'name').locator('textarea').inputValue(), 'Le rose')
      assert.ok(await inBlock(tab, 2, 'form').locator('input[value=tablet]').isChecked())
      if (scripts) {
        await go(tab, 'next')
        await tab.waitForURL(/\/3\?/)
        assert.equal(await tab.locator('[data-question=total] output').innerText(), '42,5\u00a0mg')
        await go(tab, 'back')
        await tab.waitForURL(/\/2\?/)
        assert.equal(await tab.locator('[data-block]').count(), 2, 'the blocks are there again')
        assert.equal(await inBlock(tab, 2, 'name').locator('textarea').inputValue(), 'Le rose')
        await more()
        await write(tab, 3, 'dose', '1')
        assert.ok(await tab.evaluate(() => window.here), 'no page was loaded on the way')
      } else {
        await more()
        await write(tab, 3, 'dose', '1')
      }
      // What does not fit is told in its block; a block without its name is refused, an empty one is none.
      const sent = tab.waitForResponse((answer) => answer.status() === 422 && answer.request().isNavigationRequest())
      await go(tab, 'next')
      await sent
      await tab.waitForLoadState()
      assert.match(await inBlock(tab, 3, 'name').innerText(), /nécessaire/)
      assert.doesNotMatch(await inBlock(tab, 1, 'name').innerText(), /nécessaire/)
      assert.equal(await inBlock(tab, 3, 'dose').locator('input').inputValue(), '1')
      await axe(tab)
      await write(tab, 3, 'dose', '')
      await Promise.all([tab.waitForNavigation({ waitUntil: 'load' }), go(tab, 'next')])
      for (let tries = 0; tries < 2 && at(tab) === 2; tries += 1) await Promise.all([tab.waitForNavigation({ waitUntil: 'load' }), go(tab, 'next')])
      assert.equal(at(tab), 3)
      assert.equal(await tab.locator('[data-question=total] output').innerText(), '42,5\u00a0mg', 'the server computes alike')
      const helpers = tab.locator('[data-blocks=people] > [data-block]')
      assert.equal(await helpers.count(), 2)
      assert.ok(await helpers.nth(0).locator('input[value=kin]').isChecked(), 'what stands beforehand')
      await helpers.nth(1).locator('input[value=nurse]').check()
      for (let tries = 0; tries < 3 && !/\/merci/.test(tab.url()); tries += 1) {
        await Promise.all([tab.waitForNavigation({ waitUntil: 'load' }), go(tab, 'send')])
      }
      assert.match(tab.url(), /\/merci/)
    })
  }
})

/** Presses a button that leads to a page of the server with this status. */
async function answered(tab, status, name) {
  const sent = tab.waitForResponse((answer) => answer.status() === status && answer.request().isNavigationRequest())
  await go(tab, name)
  await sent
  await tab.waitForLoadState()
}

for (const { device, scripts } of [{ device: 'phone', scripts: true }, { device: 'desktop', scripts: false }]) {
  test(`rules of groups and of the whole form are told, and a warning lets one go on (${scripts ? 'with' : 'without'} scripts)`, async () => {
    if (scripts) await published('Des règles', 'ruled')
    const address = await openCampaign(vecu, /Des règles/, scripts ? 'Règles' : 'Règles sans script')
    await withPage(browser, { url: vecu.url, device, scripts }, async (tab) => {
      const main = () => tab.locator('main').innerText()
      const forward = async (screen) => {
        for (let tries = 0; tries < 3 && at(tab) !== screen; tries += 1) {
          await go(tab, 'next')
          await tab.waitForURL((url) => !url.pathname.endsWith(`/${screen - 1}`) || url.searchParams.has('suite'))
          await tab.waitForLoadState()
        }
        assert.equal(at(tab), screen)
      }
      await begin(tab, vecu.url + address)
      if (scripts) await ready(tab)
      await tab.fill('input[name=nights]', '3')
      await tab.fill('input[name=care]', '4')
      await answered(tab, 422, 'next')
      assert.match(await main(), /plus de nuits en réanimation que de nuits <en tout>/)
      await tab.locator('.error-summary a').click()
      assert.equal(await tab.evaluate(() => document.activeElement.name), 'nights', 'the way to the first question of the group')
      await axe(tab)
      await noSidewaysScroll(tab)
      await picture(tab, `survey-rule-${device}`)
      await tab.fill('input[name=nights]', '120')
      await answered(tab, 200, 'next')
      assert.match(await main(), /Plus de cent nuits/)
      assert.match(await tab.evaluate(() => document.activeElement.textContent), /Plus de cent nuits/, 'the warning is where one is')
      await axe(tab)
      await noSidewaysScroll(tab)
      await picture(tab, `survey-doubt-${device}`)
      await forward(2)
      if (scripts) await ready(tab)
      await tab.locator('input[name=more][value=true]').check()
      await forward(3)
      await tab.fill('input[name="b1:waited"]', '9')
      await tab.fill('input[name="b1:lasted"]', '8')
      await answered(tab, 422, 'next')
      assert.match(await main(), /Vos examens – 1\s: L’attente dure plus/)
      assert.match(await tab.locator('[data-block="1"]').innerText(), /L’attente dure plus/)
      await picture(tab, `survey-rule-block-${device}`)
      await tab.fill('input[name="b1:lasted"]', '10')
      await forward(4)
      if (scripts) await ready(tab)
      await tab.fill('input[name=alone]', '121')
      await answered(tab, 422, 'send')
      assert.match(await main(), /séjour entier compte moins de nuits/)
      await picture(tab, `survey-rule-whole-${device}`)
      await Promise.all([tab.waitForURL(/\/1\?/), tab.locator('.error-summary a').click()])
      assert.equal(await tab.locator('input[name=nights]').inputValue(), '120')
      await tab.fill('input[name=nights]', '99')
      for (let screen = 2; screen < 5; screen += 1) await forward(screen)
      assert.equal(await tab.locator('input[name=alone]').inputValue(), '121', 'what was given before looking is kept')
      await tab.fill('input[name=alone]', '98')
      await Promise.all([tab.waitForURL(/\/merci/), go(tab, 'send')])
    })
  })
}

test('a screen that is refused once the network is back does not lose those that came after it', async () => {
  const address = await openCampaign(vecu, /Des règles/, 'Règles sans réseau')
  await withPage(browser, { url: vecu.url, device: 'phone', expected: /ERR_INTERNET_DISCONNECTED/ }, async (tab, context) => {
    await begin(tab, vecu.url + address)
    await ready(tab)
    await context.setOffline(true)
    await tab.fill('input[name=nights]', '3')
    await tab.fill('input[name=care]', '4')
    await go(tab, 'next')
    await tab.waitForURL(/\/2\?/)
    await tab.locator('input[name=more][value=true]').check()
    await go(tab, 'next')
    await tab.waitForURL(/\/3\?/)
    await tab.fill('input[name="b1:waited"]', '5')
    const refused = tab.waitForResponse((answer) => answer.status() === 422 && answer.request().isNavigationRequest())
    await context.setOffline(false)
    await go(tab, 'next')
    await refused
    await tab.waitForFunction(() => /\/1$/.test(location.pathname))
    await tab.waitForLoadState()
    assert.equal(at(tab), 1, 'the screen that is refused is shown')
    assert.match(await tab.locator('main').innerText(), /plus de nuits en réanimation/)
    await tab.fill('input[name=care]', '2')
    await Promise.all([tab.waitForURL(/\/2\?/), go(tab, 'next')])
    assert.ok(await tab.locator('input[name=more][value=true]').isChecked(), 'what came after is kept')
    await Promise.all([tab.waitForURL(/\/3\?/), go(tab, 'next')])
    assert.equal(await tab.locator('input[name="b1:waited"]').inputValue(), '5')
  })
})

test('a group that repeats is filled in, in English, by keyboard alone', async () => {
  const address = await openCampaign(vecu, /Mes médicaments/, 'Clavier')
  await withPage(browser, { url: vecu.url, device: 'desktop' }, async (tab) => {
    const focused = (wanted) => tab.evaluate((css) => document.activeElement.matches(css), wanted)
    const reach = async (wanted, key = 'Tab') => {
      for (let tries = 0; tries < 60 && !(await focused(wanted)); tries += 1) await tab.keyboard.press(key)
      assert.ok(await focused(wanted), `${wanted} is reached by keyboard`)
    }
    await begin(tab, `${vecu.url}${address}?lang=en`)
    await ready(tab)
    await reach('input[name=any]')
    await tab.keyboard.press('Space')
    assert.ok(await tab.locator('input[name=any][value=true]').isChecked())
    await reach('button[name=go][value=next]')
    await tab.keyboard.press('Enter')
    await tab.waitForURL(/\/2\?/)
    await reach('[name="b1:name"]')
    await tab.keyboard.type('Évening drops – 50 µg')
    await reach('input[name="b1:times"]')
    await tab.keyboard.type('often')
    await reach('button[value="more:medicines"]')
    assert.equal(await tab.evaluate(() => document.activeElement.textContent.trim()), 'Add another')
    await tab.keyboard.press('Enter')
    assert.match(await tab.evaluate(() => document.activeElement.textContent), /2$/, 'the new block has the focus')
    await reach('[name="b2:name"]')
    await tab.keyboard.type('To remove')
    await reach('[data-block="2"] [data-less] button')
    assert.match(await tab.evaluate(() => document.activeElement.textContent), /Remove this one – 2/)
    await tab.keyboard.press('Enter')
    assert.equal(await tab.locator('[data-block]').count(), 1)
    assert.match(await tab.evaluate(() => document.activeElement.textContent), /1$/, 'the focus is not lost')
    await reach('button[value="more:medicines"]')
    await tab.keyboard.press('Enter')
    assert.equal(await tab.locator('[name="b3:name"]').count(), 1, 'a number is never given twice')
    await reach('[name="b3:name"]')
    await tab.keyboard.type('The pink one')
    await reach('button[name=go][value=next]')
    const sent = tab.waitForResponse((answer) => answer.status() === 422 && answer.request().isNavigationRequest())
    await tab.keyboard.press('Enter')
    await sent
    await tab.waitForLoadState()
    assert.match(await tab.locator('main').innerText(), /Write a number in figures/)
    assert.match(await tab.evaluate(() => document.activeElement.className), /error-summary/)
    await reach('.error-summary a')
    await tab.keyboard.press('Enter')
    await reach('input[name="b1:times"]')
    await axe(tab)
    await tab.keyboard.press('Control+a')
    await tab.keyboard.type('2')
    await reach('button[name=go][value=next]')
    await Promise.all([tab.waitForURL(/\/3\?/), tab.keyboard.press('Enter')])
    assert.match(await tab.locator('main').innerText(), /At least 2/)
    await tab.goto(tab.url().replace('/3?', '/2?'))
    assert.equal(await tab.locator('[name="b1:name"]').inputValue(), 'Évening drops – 50 µg')
    assert.match(await tab.locator('[data-block]').nth(1).locator('h2').innerText(), /2$/)
  })
})
