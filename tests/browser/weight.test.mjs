// What public pages cost and need: little, and no script.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openBrowser, startVecu, weigh, withPage } from './harness.mjs'
import { crawl } from './crawl.mjs'
import { get, openDoor, press, sessionOf } from './people.mjs'

/** The most a public page may transfer on a first visit, with all its files. */
const MOST = 40_000

let vecu
let browser
let door
let pages
before(async () => {
  vecu = await startVecu()
  browser = await openBrowser()
  door = await openDoor(vecu)
  const found = await crawl(vecu, ['/', `/d/${door.place}`, '/connexion', `${door.questionnaire}?kiosque=1`])
  pages = found.filter((page) => page.isPage)
})
after(async () => {
  await browser?.close()
  await vecu?.stop()
})

/** The first screen of a new questionnaire. */
async function firstScreen(page) {
  await page.goto(`${vecu.url}${door.questionnaire}?lieu=${door.place}`)
  await page.locator('input[name=speaker][value=patient]').check()
  await press(page, 'main form button[type=submit]')
  return page.url()
}

test('every public page weighs at most 40 KB with all its files', async (t) => {
  assert.ok(pages.length >= 8, 'the public pages are found')
  const screen = await withPage(browser, { url: vecu.url }, firstScreen)
  const heavy = []
  for (const path of [...pages.map((page) => page.path), screen.slice(vecu.url.length)]) {
    const { total, parts } = await weigh(browser, vecu.url + path)
    t.diagnostic(`${Math.round(total)} ${path}`)
    const told = Object.entries(parts).map(([address, bytes]) => `${bytes} ${address}`)
    if (total > MOST) heavy.push(`${path}: ${Math.round(total)} bytes\n    ${told.join('\n    ')}`)
  }
  assert.equal(heavy.length, 0, heavy.join('\n'))
})

test('no page holds a script of its own, a handler in an element or a style in one', async () => {
  const never = [
    ['a handler', /<[^>]+\son[a-z]+\s*=/i],
    ['a script in the page', /<script(?![^>]*\ssrc=)[^>]*>/i],
    ['a style in the page', /<style|<[^>]+\sstyle=/i],
    // A link may lead elsewhere; nothing may be loaded from there or sent there.
    ['something from elsewhere', /<(?!a\b)[^>]+\s(?:href|src|action)="(?:https?:)?\/\//i],
  ]
  for (const { path, text } of pages) {
    for (const [what, found] of never) assert.ok(!found.test(text), `${path}: ${what}`)
  }
})

test('with and without scripts a page shows the same words and fields, and leaves nothing in the browser', async () => {
  // Buttons that only a script can serve stay hidden without one; nothing else may differ.
  const read = () => {
    const root = document.querySelector('main').cloneNode(true)
    root.querySelectorAll('[data-copy], [data-print], [data-speak], [data-keys-switch]').forEach((one) => one.remove())
    const fields = [...root.querySelectorAll('input, select, textarea, button')].map((one) => `${one.name}=${one.value}`)
    return { words: root.textContent.replace(/\s+/g, ' ').trim(), fields: fields.filter((field) => !/^(once|d)=/.test(field)) }
  }
  for (const { path } of pages) {
    const open = (scripts) =>
      withPage(browser, { url: vecu.url, scripts }, async (page, context) => {
        await page.goto(vecu.url + path)
        assert.deepEqual(await context.cookies(), [], path)
        const kept = await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie.length])
        assert.deepEqual(kept, [0, 0, 0], `${path} leaves something in the browser`)
        return page.evaluate(read)
      })
    assert.deepEqual(await open(false), await open(true), path)
  }
})

test('every public form is a form that a browser sends by itself', async () => {
  for (const { path, text } of pages.filter((page) => page.text.includes('<form'))) {
    for (const [, attributes, inside] of text.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)) {
      assert.match(attributes, /action="\//, `${path}: a form says where it goes`)
      assert.match(inside, /<button[^>]*type="submit"/, `${path}: a form has a button that sends it`)
    }
  }
})

test('the printed questionnaire hides nothing and writes its skips out', async () => {
  const cookie = await sessionOf(vecu, 'quality')
  const list = (await get(vecu, '/travail/campagnes', cookie)).text
  const ids = [...new Set([...list.matchAll(/\/travail\/campagnes\/([a-z0-9]{12})/g)].map(([, id]) => id))]
  const papers = []
  for (const id of ids) {
    const { status, text } = await get(vecu, `/q/${id}/papier`)
    if (status === 200) papers.push([id, text])
  }
  assert.ok(papers.length >= 2, 'the questionnaires of the demonstration can be printed')
  const skips = papers.filter(([, text]) => /<em>[^<]*(passez|question)/i.test(text))
  assert.ok(skips.length >= 1, 'the questionnaire that has filters writes them out')
  // Another file of these tests may have opened a short questionnaire of its own in this demonstration: each must have
  // boxes, and a real one (more than twenty) must be among them, or nothing was measured.
  let most = 0
  for (const [id] of papers) {
    for (const lang of ['fr', 'en']) {
      await withPage(browser, { url: vecu.url, device: 'desktop', scripts: false }, async (page) => {
        await page.goto(`${vecu.url}/q/${id}/papier?lang=${lang}`)
        await page.emulateMedia({ media: 'print' })
        const boxes = await page.locator('ul.boxes li').count()
        const shown = await page.locator('ul.boxes li:visible').count()
        assert.ok(boxes > 0 && shown === boxes, `${shown} of ${boxes} boxes of ${id} are printed`)
        most = Math.max(most, boxes)
        assert.equal(await page.locator('.button:visible, nav:visible, a.skip:visible').count(), 0, 'paper has no buttons')
        const [wide, sheet] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
        assert.ok(wide <= sheet, 'nothing is cut off at the edge of the paper')
      })
    }
  }
  assert.ok(most > 20, `the longest paper has ${most} boxes`)
})
