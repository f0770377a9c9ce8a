// The pictures of docs/pictures: the main pages of the demonstration on a phone (390 pixels wide) and a desktop (1280).
//
//     VECU_PICTURES=1 node tests/browser/pictures.mjs [NAME...]
//
// They are made lighter with Pillow (pip install pillow) where it is there.

import { spawnSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { openBrowser, picture, ROOT, startVecu, withPage } from './harness.mjs'
import { asRole, get, openDoor, press, sessionOf, tell } from './people.mjs'

/** The most that a picture shows of a long page, in pixels. */
const TALLEST = 2400
const WIDTHS = [
  ['390', { device: 'phone', deviceScaleFactor: 1.5 }],
  ['1280', { device: 'desktop' }],
]
const FOLDER = path.join(ROOT, 'docs/pictures')

if (process.env.VECU_PICTURES !== '1') {
  console.error('Pictures are taken when they are asked for: VECU_PICTURES=1')
  process.exit(2)
}

const vecu = await startVecu()
const browser = await openBrowser()
const door = await openDoor(vecu)
const quality = await sessionOf(vecu, 'quality')

/** The first address on a page that matches. */
async function linkOn(page, pattern, cookie = quality) {
  const found = pattern.exec((await get(vecu, page, cookie)).text)
  if (!found) throw new Error(`${page} has no link like ${pattern}`)
  return found[1].replaceAll('&amp;', '&')
}

const at = (address) => (page) => page.goto(vecu.url + address)
const receipts = vecu.lines.map((line) => /([0-9A-Z]{4}(?:-[0-9A-Z]{1,4}){3,})\s+→/.exec(line)?.[1]).filter(Boolean)

/** Each picture: its name, who looks, how they come there. */
const PICTURES = {
  'front-door': ['anybody', at(`/d/${door.place}`)],
  questionnaire: [
    'anybody',
    async (page) => {
      await page.goto(`${vecu.url}${door.questionnaire}?lieu=${door.place}`)
      await page.locator('input[name=speaker][value=patient]').check()
      await press(page, 'main form button[type=submit]')
      await page.locator('main fieldset').nth(0).locator('input').first().check()
      await page.locator('main fieldset').nth(1).locator('input').nth(3).check()
    },
  ],
  story: ['anybody', at(`/d/${door.place}/raconter?sorte=story`)],
  follow: [
    'anybody',
    async (page) => {
      const receipt = receipts[0] ?? (await tell(vecu, door.place, 'Le repas du soir était froid.'))
      await page.goto(`${vecu.url}/suivi`)
      await page.fill('#code', receipt)
      await press(page, 'main form button[type=submit]')
    },
  ],
  returns: ['anybody', at('/retours')],
  'reading-room': ['quality', at('/travail/voix?etat=tout')],
  voice: ['quality', async (page) => at(await linkOn('/travail/voix?etat=answered', /href="(\/travail\/voix\/[a-z0-9]{12}[^"]*)"/))(page)],
  'place-numbers': ['quality', async (page) => at(await linkOn('/travail/lieux', /href="(\/travail\/lieux\/[a-z0-9]{12}[^"]*)"[^>]*>[^<]*Urgences/))(page)],
  action: ['quality', async (page) => at(await linkOn('/travail/actions?etat=evaluated', /href="(\/travail\/actions\/[a-z0-9]{12})[^"]*" data-item/))(page)],
  'home-work': ['quality', at('/travail')],
  // The last: what it tells would stand on the pages of the others.
  receipt: [
    'anybody',
    async (page) => {
      await page.goto(`${vecu.url}/d/${door.place}/raconter?sorte=thanks`)
      await page.fill('#text', "Merci à l'équipe de nuit, toujours douce et attentive.")
      await press(page, 'main form button[type=submit]')
      await page.locator('input[name=speaker][value=patient]').check()
      await page.locator('input[name=publish][value=no]').check()
      await page.locator('input[name=follow][value=yes]').check()
      await press(page, 'main form button[type=submit]')
    },
  ],
}

const LIGHTER = `
import sys
from PIL import Image
for name in sys.argv[1:]:
    with Image.open(name) as picture:
        flat = picture.convert('RGB').quantize(colors=256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    flat.save(name, optimize=True)
`

const wanted = process.argv.slice(2)
const made = []
for (const [name, [who, come]] of Object.entries(PICTURES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  for (const [width, device] of WIDTHS) {
    const take = async (page) => {
      await come(page)
      await page.evaluate(() => document.fonts.ready)
      const height = await page.evaluate(() => document.documentElement.scrollHeight)
      await page.setViewportSize({ width: Number(width), height: Math.min(height, TALLEST) })
      await page.mouse.move(0, 0)
      await page.evaluate(() => scrollTo(0, 0))
      await picture(page, `${name}-${width}`, { whole: false })
    }
    const options = { url: vecu.url, ...device }
    if (who === 'anybody') await withPage(browser, options, take)
    else await asRole(browser, vecu, who, options, take)
    made.push(path.join(FOLDER, `${name}-${width}.png`))
    console.log(made.at(-1))
  }
}
await browser.close()
await vecu.stop()
const lighter = spawnSync('python3', ['-c', LIGHTER, ...made], { stdio: ['ignore', 'ignore', 'pipe'] })
if (lighter.status !== 0) console.error('The pictures stay as heavy as they came: Pillow is not there.')
const bytes = readdirSync(FOLDER).map((name) => statSync(path.join(FOLDER, name)).size)
console.log(`${bytes.length} pictures, ${Math.round(bytes.reduce((sum, size) => sum + size, 0) / 1024)} KB`)
