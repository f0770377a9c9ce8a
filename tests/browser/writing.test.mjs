// Runs last of all files, which share one demonstration: it opens a campaign of its own at the front door.
// Questionnaires written in the browser: the whole way with the keyboard alone, with and without scripts, and every page of
// the editor looked at by axe, in both languages, on a phone and on a desktop.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { axe, keyboard, noSidewaysScroll, openBrowser, startVecu } from './harness.mjs'
import { asRole, post, sessionOf } from './people.mjs'

const HERE = '/travail/questionnaires'
let vecu
let browser
let session
before(async () => {
  vecu = await startVecu()
  browser = await openBrowser()
  session = await sessionOf(vecu, 'quality')
})
after(async () => {
  await browser?.close()
  await vecu?.stop()
})

/** Begins a draft without a browser; gives its path. */
async function begun(de, title) {
  const answer = await post(vecu, `${HERE}/nouveau`, { de, title }, session)
  assert.equal(answer.status, 303)
  return answer.headers.get('location')
}

const revisionOf = async (path) => {
  const answer = await fetch(vecu.url + path, { headers: { cookie: session } })
  return /name="revision" value="(\d+)"/.exec(await answer.text())?.[1]
}

/** Publishes a draft without a browser; gives the path of its version. */
async function published(draft, change = '') {
  const answer = await post(vecu, `${draft}/publier`, { revision: await revisionOf(draft), change }, session)
  assert.equal(answer.status, 303)
  return answer.headers.get('location').split('?')[0]
}

const idOf = (path) => path.split('/').pop()

/** The keyboard on pages with a long plan: more steps of Tab than elsewhere. */
function hands(page) {
  const keys = keyboard(page)
  const to = (target) => keys.to(target, { steps: 400 })
  return {
    ...keys,
    to,
    async go(target) {
      await to(target)
      await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.keyboard.press('Enter')])
    },
    async write(target, text) {
      await to(target)
      await page.keyboard.press('Control+a')
      await page.keyboard.press('Delete')
      await page.keyboard.insertText(text)
    },
    /** Chooses in a list by the arrows, until it stands where it should. */
    async pick(target, label) {
      const list = await to(target)
      const chosen = () => list.evaluate((one) => one.selectedOptions[0]?.textContent ?? '')
      await page.keyboard.press('Home')
      for (let step = 0; step < 400 && !(await chosen()).includes(label); step += 1) await page.keyboard.press('ArrowDown')
      assert.ok((await chosen()).includes(label), `${label} is not in ${target}`)
    },
    async tick(target) {
      await to(target)
      await page.keyboard.press('Space')
    },
  }
}

for (const scripts of [true, false]) {
  const how = scripts ? 'with scripts' : 'without scripts'
  test(`a copy is changed, a check fails and is mended, it is published and asked, with the keyboard (${how})`, async () => {
    const title = `Séjour au clavier ${how}`
    await asRole(browser, vecu, 'quality', { device: 'desktop', scripts }, async (page) => {
      const keys = hands(page)
      await page.goto(`${vecu.url}${HERE}`)
      await keys.go(page.locator(`main a[href$="${HERE}/nouveau"]`))
      await keys.write('#title', title)
      await keys.pick('#de', 'Vécu-12')
      await keys.go('main form button[type=submit]')
      const draft = new URL(page.url()).pathname
      await keys.go(page.locator('a[href*="question?q=v1"]').first())
      await keys.write('#wording-patient-fr', '')
      await keys.go(page.locator('button[value=save]:visible').last())
      await page.goto(vecu.url + draft)
      await keys.go(page.locator('nav.tabs a[href$="/publier"]'))
      assert.equal(await page.locator('button[value=publish]').count(), 0, 'what lacks its words is not published')
      await keys.go(page.locator('ul.checks a').first())
      assert.match(page.url(), /question\?q=v1/, 'the check leads to the place to mend')
      await keys.write('#wording-patient-fr', 'Avant de venir, saviez-vous ce qui vous attendait ?')
      await keys.go(page.locator('button[value=save]:visible').last())
      assert.equal(await page.locator('.notice.tone-success').count(), 1, 'it is said that it was kept')
      await keys.go(page.locator('nav.tabs a[href$="/publier"]'))
      await keys.go('button[value=publish]')
      assert.match(page.url(), /\/versions\//)
      await keys.go(page.locator('main a[href$="/travail/campagnes/nouvelle"]'))
      await keys.write('#title', title)
      await keys.pick('#instrument', title)
      for (const name of ['purpose', 'designers', 'moment', 'outcome']) await keys.write(`#${name}`, 'Dit clairement.')
      await keys.choose('input[name=way][value=open]')
      await keys.tick('input[name=channel][value=web]')
      await keys.tick('input[name=speaker][value=patient]')
      await keys.tick(page.locator('input[name=place]').first())
      const today = new Date()
      for (const which of ['from', 'to']) {
        await keys.write(`input[name=${which}-day]`, which === 'from' ? '1' : '28')
        await keys.write(`input[name=${which}-month]`, String(today.getMonth() + 1))
        await keys.write(`input[name=${which}-year]`, String(today.getFullYear()))
      }
      await keys.go('main form button[type=submit]')
      assert.match(page.url(), /\/travail\/campagnes\/[a-z0-9]{12}$/)
      await keys.go(page.locator('form[action$="/ouvrir"] button'))
      const campaign = idOf(new URL(page.url()).pathname)
      const asked = await fetch(`${vecu.url}/q/${campaign}`)
      assert.equal(asked.status, 200, 'people are asked what was published')
      assert.match(await asked.text(), new RegExp(title))
    })
  })

  test(`a question is moved, taken out and brought back with the keyboard (${how})`, async () => {
    const draft = await begun('vecu-12', `Déplacer ${how}`)
    await asRole(browser, vecu, 'quality', { device: 'desktop', scripts }, async (page) => {
      const keys = hands(page)
      await page.goto(vecu.url + draft)
      const order = () => page.locator('ol.outline a').evaluateAll((all) => all.map((one) => new URL(one.href).searchParams.get('q')))
      const before = await order()
      await keys.go('button[value="down:v1"]')
      const moved = await order()
      assert.deepEqual(moved.slice(1, 3), ['v2', 'v1'])
      assert.match(page.url(), /#e2$/, 'one stays where the question went')
      await keys.go(page.locator('a[href*="question?q=v2"]').first())
      await keys.to(page.locator('summary', { hasText: 'Retirer' }))
      await page.keyboard.press('Enter')
      await keys.go('button[value="remove:v2"]')
      assert.ok(!(await order()).includes('v2'))
      await keys.go('form.undo button')
      assert.deepEqual(await order(), moved)
      await page.goto(vecu.url + draft)
      await keys.go('button[value="up:v1"]')
      assert.deepEqual(await order(), before)
    })
  })
}

for (const scripts of [true, false]) {
  const how = scripts ? 'with scripts' : 'without scripts'
  test(`a group is asked several times, its numbers are mended, and it is tried, with the keyboard (${how})`, async () => {
    const draft = await begun('', `Vos médicaments ${how}`)
    await asRole(browser, vecu, 'quality', { device: scripts ? 'desktop' : 'phone', scripts }, async (page) => {
      const keys = hands(page)
      const save = () => keys.go(page.locator('button[value=save]:visible').last())
      await page.goto(`${vecu.url}${draft}`)
      await keys.pick('#add-begin', 'posé plusieurs fois')
      await keys.go('button[value=add]')
      assert.match(page.url(), /question\?q=q2/, 'one writes it at once')
      await keys.write('#wording-patient-fr', 'Un médicament')
      await keys.write('#fewest', '5')
      await keys.write('#blocks', '2')
      for (const check of [noSidewaysScroll, axe]) await check(page, `a group that repeats (${how})`)
      await save()
      assert.match(await page.locator('main').innerText(), /plus petit que le nombre au moins/, 'the check is live')
      await keys.write('#fewest', '1')
      // Unticked, the numbers would be lost: it is said, and they stay.
      await keys.tick('input[name=repeats]')
      await save()
      assert.match(await page.locator('main').innerText(), /Cochez cette case/)
      assert.equal(await page.locator('#blocks').inputValue(), '2')
      await keys.tick('input[name=repeats]')
      await save()
      await page.goto(`${vecu.url}${draft}`)
      assert.match(await page.locator('ol.outline').innerText(), /posé de 1 à 2 fois/)
      await keys.pick('#add-begin', 'Question ouverte')
      await keys.pick('#add-screen', 'Un médicament')
      await keys.go('button[value=add]')
      await keys.write('#wording-patient-fr', 'Lequel ?')
      await save()
      await page.goto(`${vecu.url}${draft}/apercu`)
      await keys.write('textarea[name="b1:q3"]', 'Du fer')
      await keys.go('button[value="more:q2"]')
      assert.equal(await page.locator('textarea[name="b1:q3"]').inputValue(), 'Du fer', 'what was typed stays')
      await keys.write('textarea[name="b2:q3"]', 'Du zinc')
      assert.equal(await page.locator('button[value="more:q2"]:visible').count(), 0, 'no more than two')
      await keys.go('button[value="less:2:q2"]')
      assert.equal(await page.locator('textarea[name="b2:q3"]').count(), 0, 'one less')
      assert.equal(await page.locator('textarea[name="b1:q3"]').inputValue(), 'Du fer')
      for (const check of [noSidewaysScroll, axe]) await check(page, `a group that repeats, tried (${how})`)
    })
  })
}

for (const lang of ['fr', 'en']) {
  test(`how a question is drawn is chosen, refused, mended and seen, with the keyboard (${lang}, without scripts)`, async () => {
    const draft = await begun('', `Présentations ${lang}`)
    const added = await post(vecu, draft, { revision: await revisionOf(draft), go: 'add', begin: 'number', screen: 'q1' }, session)
    assert.match(added.headers.get('location'), /question\?q=q2/)
    const say = (fr, en) => (lang === 'fr' ? fr : en)
    await asRole(browser, vecu, 'quality', { device: lang === 'fr' ? 'phone' : 'desktop', scripts: false }, async (page) => {
      const keys = hands(page)
      const save = () => keys.go(page.locator('button[value=save]:visible').last())
      const said = async (words, what) => {
        assert.match(await page.locator('.error-summary').innerText(), words)
        for (const check of [noSidewaysScroll, axe]) await check(page, `${what} (${lang})`)
      }
      const question = `${vecu.url}${draft}/question?q=q2&lang=${lang}`
      const preview = `${vecu.url}${draft}/apercu?lang=${lang}`
      await page.goto(question)
      assert.ok(await page.locator('input[name=rendering][value=usual]').isChecked(), 'what is usual is said to be so')
      assert.match(await page.locator('fieldset', { has: page.locator('#rendering') }).innerText(), say(/Une échelle ou un curseur/, /A scale or a slider/))
      await keys.write('#wording-patient-fr', 'Votre douleur ce matin ?')
      await keys.choose('input[name=rendering][value=slider]')
      await save()
      await said(say(/a besoin de ce nombre/, /needs this number/), 'a slider without its limits')
      assert.ok(await page.locator('input[name=rendering][value=slider]').isChecked(), 'what was chosen stands')
      await keys.write('#least', '0')
      await keys.write('#greatest', '10')
      await keys.write('#step', '0')
      await save()
      await said(say(/plus grand que zéro/, /greater than zero/), 'a step of nothing')
      await keys.write('#step', '2')
      await save()
      assert.equal(await page.locator('.notice.tone-success').count(), 1)
      for (const check of [noSidewaysScroll, axe]) await check(page, `a scale (${lang})`)
      await page.goto(preview)
      assert.equal(await page.locator('.telephone .choices-scale input').count(), 6, 'from 0 to 10 by 2')
      await page.goto(`${vecu.url}${draft}?lang=${lang}`)
      assert.match(await page.locator('form.undo').innerText(), say(/échelle ou en curseur/, /as a scale or a slider/))
      await page.goto(question)
      assert.equal(await page.locator('#step').inputValue(), '2')
      await keys.choose('input[name=rendering][value=usual]')
      await save()
      await said(say(/Videz cette case/, /Empty this field/), 'a step that would be dropped unseen')
      await keys.write('#step', '')
      await save()
      assert.ok(await page.locator('input[name=rendering][value=usual]').isChecked())
      await page.goto(preview)
      assert.ok(await page.locator('.telephone input[type=text][name=q2]').isVisible(), 'a field again')
    })
  })
}

const FORM = ['| survey |', '| | type | name | label |', '| | text | nom | Comment dire votre séjour ? |',
  '| | geopoint | lieu | Où étiez-vous ? |'].join('\n')

for (const scripts of [true, false]) {
  const how = scripts ? 'with scripts' : 'without scripts'
  test(`a file is mended, brought in, scored and remarked on (${how})`, async () => {
    await asRole(browser, vecu, 'quality', { device: 'phone', scripts }, async (page) => {
      const keys = hands(page)
      const give = async (name, text) => {
        await page.goto(`${vecu.url}${HERE}/fichier`)
        await page.setInputFiles('#file', { name, mimeType: 'text/markdown', buffer: Buffer.from(text) })
        await keys.go('main form[enctype] button[type=submit]')
      }
      await give('faute.md', FORM.replace('| text |', '| texte |'))
      assert.equal(await page.locator('main form[action$="/commencer"]').count(), 0, 'a faulty file begins nothing')
      assert.match(await page.locator('main').innerText(), /cellule A2/, 'the cell is named')
      for (const check of [noSidewaysScroll, axe]) await check(page, `a faulty file (${how})`)
      await give('juste.md', FORM)
      assert.match(await page.locator('main').innerText(), /1 ligne perdue/)
      for (const check of [noSidewaysScroll, axe]) await check(page, `what will come in (${how})`)
      await keys.write('#title', `Depuis un fichier ${how}`)
      await keys.go('main form[action$="/commencer"] button[type=submit]')
      assert.match(page.url(), /\/brouillons\//)
      const draft = await begun('vecu-12', `À compter ${how}`)
      await page.goto(`${vecu.url}${draft}/score`)
      await keys.write('#title-fr', 'Part des meilleures')
      await keys.go(page.locator('button[value=next]:visible'))
      assert.match(page.url(), /etape=regle/, 'a new score goes from its name to its rule')
      await keys.choose('input[name=rule][value=box]')
      await keys.go(page.locator('button[value=next]:visible'))
      await keys.tick(page.locator('input[name^="item-"][value="v2"]'))
      await keys.tick(page.locator('input[name^="item-"][value="v7"]'))
      await keys.go(page.locator('button[value=next]:visible'))
      await keys.tick(page.locator('input[name="reversed:v7"]'))
      await keys.write('input[name="weight:v7"]', '2')
      await keys.go(page.locator('button[value=save]:visible').last())
      assert.equal(await page.locator('.notice.tone-success').count(), 1, 'it is said that it was kept')
      assert.equal(await page.locator('input[name="reversed:v7"]').isChecked(), true)
      await keys.go(page.locator('nav.tabs a[href*="etape=essai"]'))
      await keys.to('#a0')
      await page.keyboard.press('ArrowDown')
      await keys.go(page.locator('button[value=try]'))
      const told = await page.locator('#resultat').innerText()
      assert.match(told, /Pas de score|Score\s:/)
      assert.match(told, /ne compte pas, et reste attendue/, 'why each question counts or not is said')
      for (const check of [noSidewaysScroll, axe]) await check(page, `a score tried (${how})`)
      await page.goto(`${vecu.url}${draft}/scores`)
      assert.match(await page.locator('main').innerText(), /Part des meilleures/)
      await keys.go(page.locator('nav.tabs a[href$="/remarques"]'))
      await keys.write('textarea[name=remark]', 'Trop long sur un téléphone.')
      await keys.go(page.locator('button[value=leave]').first())
      assert.equal(await page.locator('ul.remarks > li').count(), 1)
      await keys.go(page.locator('button[value^="settle:"]').first())
      assert.equal(await page.locator('button[value^="reopen:"]').count(), 1)
    })
  })
}

/** A questionnaire of sixty questions on six screens, with ten scores over them. */
function sixty() {
  const question = (n) => ({
    linkId: `q${n}`, type: 'choice', text: `Question ${n} : comment était ce moment, du début à la fin ?`,
    answerOption: ['Mauvais', 'Passable', 'Bien', 'Très bien'].map((display, code) => ({
      valueCoding: { system: 'urn:essai', code: `c${code}`, display },
      extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/ordinalValue', valueDecimal: code }],
    })),
  })
  const screens = [...Array(6).keys()].map((at) => ({
    linkId: `s${at}`, type: 'group', text: `Écran ${at + 1}`, item: [...Array(10).keys()].map((n) => question(at * 10 + n + 1)),
  }))
  const score = (n) => ({
    url: 'urn:vecu:fhir:score',
    extension: [
      { url: 'id', valueString: `score-${n}` }, { url: 'title', valueString: `Score ${n}` },
      ...[...Array(60).keys()].map((at) => ({ url: 'item', extension: [{ url: 'linkId', valueString: `q${at + 1}` }] })),
    ],
  })
  return {
    resourceType: 'Questionnaire', language: 'fr', status: 'draft', title: 'Soixante questions',
    extension: [...Array(10).keys()].map((n) => score(n + 1)), item: screens,
  }
}

/** Brings a questionnaire in; gives the path of its draft. */
async function brought(document, title) {
  const body = new FormData()
  body.set('file', new Blob([JSON.stringify(document)], { type: 'application/json' }), 'essai.json')
  const headers = { cookie: session, origin: vecu.url, 'sec-fetch-site': 'same-origin' }
  const read = await fetch(`${vecu.url}${HERE}/fichier`, { method: 'POST', headers, body })
  assert.equal(read.status, 200)
  const packed = /name="document" value="([^"]+)"/.exec(await read.text())?.[1]
  const answer = await post(vecu, `${HERE}/fichier/commencer`, { name: 'essai.json', title, document: packed }, session)
  assert.equal(answer.status, 303)
  return answer.headers.get('location')
}

for (const scripts of [true, false]) {
  const how = scripts ? 'with scripts' : 'without scripts'
  test(`sixty questions and ten scores are written on a phone with the keyboard (${how})`, async () => {
    const draft = await brought(sixty(), `Soixante questions ${how}`)
    await asRole(browser, vecu, 'quality', { device: 'phone', scripts }, async (page) => {
      const keys = hands(page)
      const id = 'local-7'
      await page.goto(`${vecu.url}${draft}/score?s=${id}&etape=questions`)
      assert.equal(await page.locator('fieldset').filter({ hasText: 'Écran' }).count(), 6, 'a group for each screen')
      await keys.go(page.locator('button[value="none:0"]'))
      assert.equal(await page.locator('input[name=item-0]:checked').count(), 0)
      assert.equal(await page.locator('input[name=item-1]:checked').count(), 10, 'the other groups stay as they are')
      for (const check of [noSidewaysScroll, axe]) await check(page, `sixty questions (${how})`)
      await keys.go(page.locator('nav.tabs a[href*="etape=valeurs"]'))
      assert.equal(await page.locator('ol.score-values > li').count(), 20, 'twenty questions on a page')
      await keys.write('input[name="value:q11:3"]', '10')
      await keys.go(page.locator('button[value=save]:visible').last())
      assert.equal(await page.locator('input[name="value:q11:3"]').inputValue(), '10')
      for (const check of [noSidewaysScroll, axe]) await check(page, `the values of sixty questions (${how})`)
      await keys.go(page.locator('nav.tabs a[href*="etape=exclusions"]'))
      await keys.pick('#on', 'Question 1 ')
      await keys.go(page.locator('#ajouter form[method=get] button'))
      await keys.pick('#out', 'Question 12 ')
      await keys.go(page.locator('button[value=add]'))
      assert.equal(await page.locator('ul.conditions > li').count(), 1)
      for (const check of [noSidewaysScroll, axe]) await check(page, `an exclusion (${how})`)
      await page.goto(`${vecu.url}${draft}/score?s=${id}&etape=essai`)
      for (const check of [noSidewaysScroll, axe]) await check(page, `a trial of fifty questions (${how})`)
      await keys.pick('#a0', 'Mauvais')
      await keys.go(page.locator('button[value=try]'))
      assert.match(await page.locator('#resultat').innerText(), /sortie du score par une autre réponse/)
    })
  })

  test(`an agreement is written, refused in words and mended, with the keyboard (${how})`, async () => {
    const draft = await begun('vecu-12', `Sous accord ${how}`)
    await asRole(browser, vecu, 'quality', { device: 'phone', scripts }, async (page) => {
      const keys = hands(page)
      const terms = page.locator('section', { has: page.locator('#conditions-usage') })
      await page.goto(`${vecu.url}${draft}/presentation`)
      await keys.choose('input[name=kind][value=agreement]')
      await keys.write('#holder', 'Autrice du texte')
      await keys.write('#granted-to', 'CH du Val d’Essai')
      await keys.write('#licence-languages', 'français')
      await keys.go(page.locator('main form button[type=submit]').last())
      assert.match(await page.locator('.error-summary, [role=alert]').first().innerText(), /n’est pas le code d’une langue/)
      assert.equal(await page.locator('#holder').inputValue(), 'Autrice du texte', 'all that was typed is there')
      await keys.write('#licence-languages', 'de')
      await keys.tick('input[name=licence-mode][value=paper]')
      await keys.go(page.locator('main form button[type=submit]').last())
      const said = await terms.locator('.notice').innerText()
      for (const words of [/ne dit pas ce qui le prouve/, /ne permet pas ce mode/, /ne permet pas la langue/]) assert.match(said, words)
      for (const check of [noSidewaysScroll, axe]) await check(page, `terms refused (${how})`)
      await keys.write('#proof', 'Lettre du 3 mai')
      await keys.write('#licence-languages', '')
      await keys.tick('input[name=licence-mode][value=paper]')
      await keys.go(page.locator('main form button[type=submit]').last())
      assert.equal(await terms.locator('.notice').count(), 0, 'nothing is wrong any more')
      await page.goto(`${vecu.url}${await published(draft)}`)
      assert.match(await terms.innerText(), /Autrice du texte[\s\S]*Lettre du 3 mai/)
      for (const check of [noSidewaysScroll, axe]) await check(page, `terms of a version (${how})`)
    })
  })

  test(`what becomes of answers is said from one version to the next, with the keyboard (${how})`, async () => {
    const first = await published(await begun('vecu-12', `Deux versions ${how}`))
    const begin = await post(vecu, `${HERE}/nouveau`, { suite: idOf(first), title: '' }, session)
    const draft = begin.headers.get('location')
    await asRole(browser, vecu, 'quality', { device: 'desktop', scripts }, async (page) => {
      const keys = hands(page)
      await page.goto(`${vecu.url}${draft}/question?q=v1`)
      await keys.write('#choice-0-label-fr', 'Oui, très bien')
      const details = page.locator('details', { has: page.locator('#choice-1-code') }).first()
      await details.evaluate((one) => { one.open = true })
      await keys.write('#choice-1-code', 'autrement')
      await keys.go(page.locator('button[value=save]:visible').last())
      const second = await published(draft, 'Une réponse dite autrement.')
      await page.goto(vecu.url + second)
      await keys.go(page.locator(`a[href*="/passage?vers=${idOf(second)}"]`))
      assert.match(await page.locator('main').innerText(), /1 question qui ne se compare pas/)
      await keys.pick('#s0-becomes', 'ses réponses se lisent ensemble')
      await keys.go('button[value=refresh]')
      assert.match(await page.locator('main').innerText(), /Il reste 1 réponse dont on ne dit pas/)
      for (const check of [noSidewaysScroll, axe]) await check(page, `a plan to be decided (${how})`)
      await keys.write('#reason', 'La question demande la même chose.')
      await keys.go('button[value=propose]')
      assert.match(await page.locator('main').innerText(), /Dites ce que devient chaque réponse/, 'a plan that is not whole is not kept')
      await keys.pick('#s0-c1', 'Ne correspond à aucune')
      await keys.go('button[value=propose]')
      assert.match(page.url(), /\/passages\//)
      assert.match(await page.locator('main').innerText(), /mise en correspondance/)
      for (const check of [noSidewaysScroll, axe]) await check(page, `a plan (${how})`)
      const plan = new URL(page.url()).pathname
      for (const version of [first, second]) {
        await page.goto(vecu.url + version)
        assert.equal(await page.locator(`a[href*="${plan}"]`).count(), 1, 'both versions show the plan')
      }
    })
  })
}

test('every page of the editor is sound to axe, on a phone and a desktop, enlarged, in both languages, with and without scripts', async () => {
  const first = await published(await begun('vecu-12', 'Pages à regarder'))
  const next = await post(vecu, `${HERE}/nouveau`, { suite: idOf(first), title: '' }, session)
  const second = await published(next.headers.get('location'), 'Relu.')
  const copy = await begun('isatis-2014', 'Une copie à regarder')
  const empty = await begun('', 'Une page blanche')
  const scored = await begun('vecu-12', 'Un score à regarder')
  for (const q of ['', 'v1']) {
    const left = await post(vecu, `${scored}/remarques`, { go: 'leave', q, remark: 'On ne comprend pas tout de suite.' }, session)
    assert.equal(left.status, 303)
  }
  const pages = [
    HERE,
    `${HERE}/nouveau`,
    `${HERE}/fichier`,
    `${HERE}/bibliotheque?pour=${idOf(empty)}`,
    `${HERE}/bibliotheque?mots=zzzz&constat=0123456789ab`,
    `${HERE}/comparer?de=${idOf(first)}&a=${idOf(second)}`,
    first,
    `${first}/passage?vers=${idOf(second)}`,
    empty,
    `${empty}/publier`,
    `${first}/fichiers`,
    `${empty}/scores`,
    `${empty}/score`,
    `${scored}/scores`,
    ...['nom', 'regle', 'questions', 'valeurs', 'absences', 'exclusions', 'exclusions&on=v1', 'table', 'essai', 'essai&go=try&a0=x'].map(
      (step) => `${scored}/score?s=local-1&etape=${step}`),
    `${scored}/remarques`,
    `${scored}/question?q=v1`,
    `${scored}/publier`,
    `${scored}/fichiers`,
    ...['', '/question?q=Q2', '/condition?q=Q2&on=Q1', '/presentation', '/traductions', '/apercu', '/controles', '/publier'].map((part) => copy + part),
  ]
  const looks = [
    { device: 'phone', lang: 'fr', scripts: true },
    { device: 'desktop', lang: 'en', scripts: true },
    { device: 'phone', lang: 'en', scripts: false },
    { device: 'zoomed', lang: 'fr', scripts: false },
  ]
  const faults = []
  for (const { device, lang, scripts } of looks) {
    await asRole(browser, vecu, 'quality', { device, scripts }, async (page) => {
      for (const path of pages) {
        const answer = await page.goto(`${vecu.url}${path}${path.includes('?') ? '&' : '?'}lang=${lang}`)
        const what = `${path} (${device}, ${lang}, ${scripts ? 'with' : 'without'} scripts)`
        if (answer.status() !== 200) faults.push(`${what}: ${answer.status()}`)
        for (const check of [noSidewaysScroll, axe]) await check(page, what).catch((error) => faults.push(error.message))
      }
    })
  }
  assert.deepEqual(faults, [])
})
