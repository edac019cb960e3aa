import sharp from 'sharp';
import { startSandbox } from '../../../../sandbox/index';
import type { Sandbox, SkyfishSandbox } from '../../../../sandbox/index';
import type { Json } from '../support';
import { clientOf, jpeg } from './support';
import type { SkyfishClient } from './support';

let sandbox: Sandbox;
let skyfish: SkyfishSandbox;
let client: SkyfishClient;
/** The machine's clock, turned on by hand. */
let clock = Date.parse('2026-03-14T12:00:00Z');

beforeAll(async () => {
	sandbox = await startSandbox({ manual: true, now: () => clock });
	skyfish = sandbox.skyfish;
	client = await clientOf(skyfish, { ts: clock / 1000 });
});
afterAll(async () => await sandbox.stop());

const status = async (query: string) => (await client.call('GET', `/search?${query}`)).status;
const values = async (query: string): Promise<Json[]> =>
	(await client.get(`/search?${query}`)).response.media;

test('at least one of q, unique_media_id and folder_ids, and at least one return value', async () => {
	expect(await status('return_values=title')).toBe(400);
	expect(await status('return_values=title&q=')).toBe(400);
	expect(await status('q=a')).toBe(400);
	expect(await status('q=a&return_values=')).toBe(400);
	// No document says that one that is not known is refused.
	expect(await status('q=a&return_values=title+size')).toBe(200);
	expect(await status(`folder_ids=${skyfish.rootFolderId}&return_values=title`)).toBe(200);
	expect(await status('unique_media_id=1&return_values=title%2Bwidth')).toBe(200);
});

describe('words', () => {
	let folder: number;
	let cat: number;
	let kitten: number;
	let dog: number;
	const found = async (q: string, more = '') =>
		await client.found(`folder_ids=${folder}&order=created&direction=asc&q=${q}${more}`);

	beforeAll(async () => {
		folder = skyfish.addFolder('Animals');
		const add = async (fileName: string, title: string, keywords: string[]) =>
			await skyfish.addMedia({ folderId: folder, fileName, title, keywords });
		cat = await add('IMG_0001.jpg', 'Cat on a white background', ['feline', 'Ménage']);
		kitten = await add('IMG_0002.jpg', 'Two cats', ['catwalk', 'white']);
		dog = await add('IMG_0003.jpg', 'Dog', ['canine']);
		await client.call('POST', `/media/${dog}/metadata/description`, { en: 'Chases no bobcat' });
		await client.call('POST', `/media/${dog}/metadata/copyright`, '"Sandbox & Sons"');
	});

	test('are looked for in keywords, title, description, copyright, uploader and file name', async () => {
		expect(await found('feline')).toEqual([cat]);
		expect(await found('background')).toEqual([cat]);
		expect(await found('chases')).toEqual([dog]);
		expect(await found('sons')).toEqual([dog]);
		expect(await found(String(skyfish.userId))).toEqual([cat, kitten, dog]);
		expect(await found('0002')).toEqual([kitten]);
		expect(await found('IMG_0003.JPG')).toEqual([dog]);
	});

	test('must all occur, in any order; a hyphen excludes one', async () => {
		expect(await found('white+cat')).toEqual([cat, kitten]);
		expect(await found('cat%20white%2Bfeline')).toEqual([cat]);
		expect(await found('white+-feline')).toEqual([kitten]);
		expect(await found('-cat')).toEqual([dog]);
		expect(await found('white+zebra')).toEqual([]);
	});

	test('match at their beginning, as a whole, or anywhere', async () => {
		expect(await found('cat')).toEqual([cat, kitten]);
		expect(await found('cat', '&query_type=strict_and_search')).toEqual([cat]);
		expect(await found('cat', '&query_type=wildcards')).toEqual([cat, kitten, dog]);
		expect(await found('zebra+canine', '&query_type=wildcards')).toEqual([dog]);
		expect(await status('q=cat&return_values=title&query_type=fuzzy')).toBe(400);
	});

	test('are the same whichever way their accents are written', async () => {
		expect(await found(encodeURIComponent('me\u0301nage'))).toEqual([cat]);
		expect(await found(encodeURIComponent('M\u00c9NAGE'))).toEqual([cat]);
	});

	test('rank by how well they match', async () => {
		const query = `folder_ids=${folder}&q=cat+white+feline&query_type=wildcards`;
		expect((await client.found(query))[0]).toBe(cat);
		expect((await client.found(`${query}&order=relevance&direction=asc`)).at(-1)).toBe(cat);
	});
});

test('every return value', async () => {
	const folderId = skyfish.addFolder('Values');
	const content = await jpeg(640, 480);
	const id = await skyfish.addMedia({ folderId, fileName: 'a b.jpg', title: 'T', content });
	const all = [
		'keywords folder_tags suggested_keywords media_type height width unique_media_id folder_id',
		'created title description thumbnail_url thumbnail_url_ssl filename copyright',
		'camera_created byline file_mimetype file_disksize uploaded_by geo_location consent_forms',
		'consent_exempt',
	].join('+');
	const query = `/search?unique_media_id=${id}&return_values=${all.replaceAll(' ', '+')}`;
	const answer = await client.get(query);
	expect(answer).toEqual({
		response: {
			hits: 1,
			media: [
				{
					keywords: [],
					folder_tags: [],
					suggested_keywords: ['red', 'medium', 'landscape'],
					media_type: 'image',
					height: 480,
					width: 640,
					unique_media_id: id,
					folder_id: folderId,
					created: '2026-03-14T12:00:00Z',
					title: 'T',
					description: null,
					thumbnail_url: expect.stringContaining(`${skyfish.storageUrl}/`),
					thumbnail_url_ssl: expect.stringContaining(`${skyfish.storageUrl}/`),
					filename: 'a b.jpg',
					copyright: null,
					camera_created: null,
					byline: null,
					file_mimetype: 'image/jpeg',
					file_disksize: content.length,
					uploaded_by: skyfish.userId,
					geo_location: {},
					consent_forms: [],
					consent_exempt: false,
				},
			],
		},
		media_count: 1,
		media_offset: 0,
	});
});

test('thumbnails come in the size asked for, without a token, for 24 hours', async () => {
	const id = await skyfish.addMedia({ content: await jpeg(900, 300) });
	const url = async (more = '') =>
		(await values(`unique_media_id=${id}&return_values=thumbnail_url${more}`))[0].thumbnail_url;
	const widthOf = async (address: string) => {
		const response = await fetch(address);
		expect(response.headers.get('content-type')).toBe('image/jpeg');
		return (await sharp(Buffer.from(await response.arrayBuffer())).metadata()).width;
	};
	expect(await widthOf(await url())).toBe(320);
	expect(await widthOf(await url('&thumbnail_size=110px'))).toBe(110);
	expect(await widthOf(await url('&thumbnail_size=1600px'))).toBe(900);
	expect(await status('q=a&return_values=title&thumbnail_size=100px')).toBe(400);
	const kept = await url();
	clock += 24 * 3_600_000 - 1000;
	expect((await fetch(kept)).status).toBe(200);
	clock += 2000;
	expect((await fetch(kept)).status).toBe(403);

	const letter = await skyfish.addMedia({ fileName: 'a.docx', content: Buffer.from('letter') });
	const generic = `unique_media_id=${letter}&return_values=thumbnail_url&thumbnail_size=800px`;
	const sheet = await fetch((await values(generic))[0].thumbnail_url);
	const { width, height } = await sharp(Buffer.from(await sheet.arrayBuffer())).metadata();
	expect([width, height]).toEqual([93, 119]);
});

describe('filters', () => {
	let folder: number;
	let below: number;
	const ids: Record<string, number> = {};
	const found = async (query: string) => {
		const list = await client.found(`folder_ids=${folder}&recursive=true&${query}`);
		return Object.keys(ids).filter((name) => list.includes(ids[name]));
	};

	beforeAll(async () => {
		folder = skyfish.addFolder('Filters');
		below = skyfish.addFolder('Below', folder);
		const add = async (name: string, content: Uint8Array, fileName = `${name}.jpg`) => {
			ids[name] = await skyfish.addMedia({ folderId: folder, fileName, content });
			clock += 60_000;
		};
		const place = (latitude: string, longitude: string) => ({
			IFD2: { DateTimeOriginal: '2020:02:03 04:05:06' },
			IFD3: {
				GPSLatitudeRef: 'N',
				GPSLatitude: latitude,
				GPSLongitudeRef: 'E',
				GPSLongitude: longitude,
			},
		});
		const located = async (latitude: string, longitude: string) =>
			await sharp(await jpeg(30, 30))
				.withExif(place(latitude, longitude))
				.jpeg()
				.toBuffer();
		await add('wide', await jpeg(60, 20));
		await add('tall', await jpeg(20, 60));
		await add('copenhagen', await located('55/1 40/1 0/1', '12/1 34/1 0/1'));
		await add('paris', await located('48/1 51/1 0/1', '2/1 21/1 0/1'));
		await add('letter', Buffer.from('text'), 'letter.docx');
		await add('clip', Buffer.from('video'), 'clip.mp4');
		ids.deep = await skyfish.addMedia({ folderId: below, content: await jpeg(50, 50) });
		clock += 60_000;
	});

	test('folders, with and without those below, and several', async () => {
		expect(await client.found(`folder_ids=${below}`)).toEqual([ids.deep]);
		const flat = await client.found(`folder_ids=${folder}`);
		expect(flat).toHaveLength(6);
		expect(await client.found(`folder_ids=${folder}&recursive=false`)).toEqual(flat);
		expect(await client.found(`folder_ids=${folder}+${below}`)).toHaveLength(7);
		expect(await client.found(`folder_ids=${folder}%2B${below}`)).toHaveLength(7);
		expect(await client.found('folder_ids=1')).toEqual([]);
		expect(await status(`folder_ids=${folder},${below}&return_values=title`)).toBe(400);
		expect(await status(`folder_ids=${folder}&recursive=yes&return_values=title`)).toBe(400);
	});

	test('only what one may read', async () => {
		const hidden = await skyfish.addMedia({ folderId: skyfish.hiddenFolderId, title: 'Unseen' });
		expect(await client.found('q=unseen')).toEqual([]);
		expect(await client.found(`folder_ids=${skyfish.hiddenFolderId}`)).toEqual([]);
		expect(await client.found(`unique_media_id=${hidden}`)).toEqual([]);
		const { readerUsername: username, readerPassword: password } = skyfish;
		const ts = Math.floor(clock / 1000);
		const reader = await clientOf(skyfish, { username, password, ts });
		expect(await reader.found('q=unseen')).toEqual([hidden]);
	});

	test.each([
		['media_type=video', ['clip']],
		['media_type=video+generic', ['letter', 'clip']],
		['orientation=horizontal', ['wide']],
		['orientation=vertical', ['tall']],
		['min_width=50', ['wide', 'deep']],
		['min_width=50&min_height=50', ['deep']],
		['resolution=a4', []],
		['date_filter_field=camera_created&min_date=2020-02-03T04:05:06Z', ['copenhagen', 'paris']],
		['date_filter_field=camera_created&min_date=2020-02-03T04:05:07Z', []],
		['date_filter_field=camera_created&max_date=2020-02-03T04:05:06Z', ['copenhagen', 'paris']],
		['date_filter_field=created', Object.keys],
	])('%s', async (query, expected) => {
		expect(await found(query)).toEqual(typeof expected === 'function' ? expected(ids) : expected);
	});

	test.each([
		'media_type=photo',
		'orientation=square',
		'min_width=-1',
		'min_width=wide',
		'resolution=a5',
		'min_date=2020-02-03T04:05:06Z',
		'date_filter_field=created&min_date=2020-02-03',
		'date_filter_field=modified',
		'order=name',
		'direction=asc',
		'order=created&direction=up',
		'order=distance',
		'order=distance&latitude=48&longitude=east',
		'exclude_expired_media=1',
		'min_expiration_date=01-01-2026',
		'media_count=-1',
		'media_offset=x',
		'unique_media_id=1,2',
	])('%s is refused', async (query) => {
		expect(await status(`q=a&return_values=title&${query}`)).toBe(400);
	});

	test('an image large enough for A4', async () => {
		const large = await skyfish.addMedia({ content: await jpeg(2480, 3508), title: 'Poster' });
		expect(await client.found('q=poster&resolution=a4')).toEqual([large]);
		expect(await client.found('q=poster&resolution=a3')).toEqual([]);
	});

	test('dates of creation, both ends included', async () => {
		const { created } = (await values(`unique_media_id=${ids.tall}&return_values=created`))[0];
		const field = 'date_filter_field=created';
		expect(await found(`${field}&min_date=${created}&max_date=${created}`)).toEqual(['tall']);
		expect(await found(`${field}&max_date=${created}`)).toEqual(['wide', 'tall']);
	});

	test('when metadata was last indexed; moving it elsewhere does not count', async () => {
		const min = new Date(clock).toISOString();
		const modified = `date_filter_field=last_modified&min_date=${min}`;
		expect(await found(modified)).toEqual([]);
		clock += 1000;
		await client.call('POST', `/media/${ids.wide}/folder/${below}`);
		expect(await found(modified)).toEqual([]);
		await client.call('POST', `/media/${ids.tall}/metadata/title`, { en: 'Tower' });
		expect(await found(modified)).toEqual(['tall']);
	});

	test('the distance from a place, nearest first', async () => {
		const from = async (latitude: number, longitude: number) => {
			const query = `order=distance&latitude=${latitude}&longitude=${longitude}`;
			return (await client.found(`folder_ids=${folder}&${query}`)).slice(0, 2);
		};
		expect(await from(55.6, 13)).toEqual([ids.copenhagen, ids.paris]);
		expect(await from(43.7, 7.26)).toEqual([ids.paris, ids.copenhagen]);
	});

	test('expiration', async () => {
		const path = (id: number) => `/media/${id}/metadata/expiration_date`;
		await client.call('POST', path(ids.wide), { expiration_date: '2026-03-01' });
		await client.call('POST', path(ids.tall), { expiration_date: '2026-12-31' });
		const others = ['copenhagen', 'paris', 'letter', 'clip', 'deep'];
		expect(await found('exclude_expired_media=true')).toEqual(['tall', ...others]);
		expect(await found('exclude_expired_media=false')).toContain('wide');
		expect(await found('min_expiration_date=2026-03-01')).toEqual(['wide', 'tall']);
		expect(await found('max_expiration_date=2026-03-01')).toEqual(['wide']);
		const both = 'min_expiration_date=2026-03-02&max_expiration_date=2026-12-31';
		expect(await found(both)).toEqual(['tall']);
	});
});

test('pages fit together, in both directions', async () => {
	const folder = skyfish.addFolder('Pages');
	const all: number[] = [];
	for (let number = 0; number < 25; number++)
		all.push(await skyfish.addMedia({ folderId: folder }));
	const page = async (offset: number, more = '&order=created&direction=asc') => {
		const query = `folder_ids=${folder}&return_values=unique_media_id&media_count=10${more}`;
		return await client.get(`/search?${query}&media_offset=${offset}`);
	};
	const ids = ({ response }: Json) => response.media.map((media: Json) => media.unique_media_id);
	const pages = [await page(0), await page(10), await page(20), await page(30)];
	expect(pages.flatMap(ids)).toEqual(all);
	expect(pages.map(({ response }) => response.hits)).toEqual([25, 25, 25, 25]);
	expect(pages.map(({ media_count, media_offset }) => [media_count, media_offset])).toEqual([
		[10, 0],
		[10, 10],
		[5, 20],
		[0, 30],
	]);
	expect(ids(await page(0, ''))).toEqual(all.toReversed().slice(0, 10));
	expect(await client.found(`folder_ids=${folder}`)).toHaveLength(25);
	expect(await client.found(`folder_ids=${folder}&media_count=0`)).toEqual([]);
	expect(await client.found(`unique_media_id=${all[3]}+${all[7]}`)).toEqual([all[7], all[3]]);
});

test('the index lags behind, or waits to be told', async () => {
	let now = clock;
	const slow = await startSandbox({ manual: true, indexLagMs: 5000, now: () => now });
	const told = await startSandbox({ manual: true, indexManual: true, now: () => now });
	try {
		for (const { skyfish: other } of [slow, told]) {
			const user = await clientOf(other, { ts: Math.floor(now / 1000) });
			const id = await other.addMedia({ title: 'New' });
			expect(await user.found('q=new')).toEqual([]);
			now += 4999;
			expect(await user.found('q=new')).toEqual([]);
			now += 1;
			if (other === told.skyfish) {
				expect(await user.found('q=new')).toEqual([]);
				other.refreshIndex();
			}
			expect(await user.found('q=new')).toEqual([id]);
			await user.call('POST', `/media/${id}/metadata/title`, { en: 'Other' });
			expect(await user.found('q=new')).toEqual([id]);
			expect((await user.get(`/media/${id}`)).metadata.title.en).toBe('Other');
			other.refreshIndex();
			expect(await user.found('q=other')).toEqual([id]);
		}
	} finally {
		await Promise.all([slow.stop(), told.stop()]);
	}
});
