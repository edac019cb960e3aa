import fc from 'fast-check';
import { extractMetadata } from '../../../../sandbox/skyfish/domain/importing/extractMetadata';
import { readIptc } from '../../../../sandbox/skyfish/domain/importing/iptc';
import {
	parseQuery,
	relevance,
	searchText,
	wordsIn,
} from '../../../../sandbox/skyfish/domain/search/searchWords';
import { checkSignature, signedQuery } from '../../../../sandbox/skyfish/domain/secrets';
import { startSandbox } from '../../../../sandbox/index';
import { unzip } from '../support';
import { ask, clientOf, formOf, jpeg, postForm, withIptc } from './support';

test('IPTC data is read however it is broken', async () => {
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
			const data = Buffer.from(bytes);
			for (const head of ['', 'Photoshop 3.0\0', '8BIM\x04\x04', '\x1c\x02\x19']) {
				readIptc(Buffer.concat([Buffer.from(head, 'latin1'), data]));
			}
		}),
	);
	const image = await jpeg();
	fc.assert(
		fc.property(fc.array(fc.string({ unit: 'grapheme', minLength: 1 })), (keywords) => {
			const whole = withIptc(image, [
				['1:90', '\x1b%G'],
				...keywords.map((keyword): [string, string] => ['2:25', keyword]),
			]);
			const size = whole.readUInt16BE(4);
			const { Keywords } = readIptc(whole.subarray(6, 4 + size));
			expect(Keywords ?? []).toEqual(keywords.map((keyword) => keyword.toWellFormed()));
			const { metadata } = extractMetadata({ SourceFile: '', File: {}, IPTC: { Keywords } });
			const trimmed = keywords.map((keyword) => keyword.toWellFormed().trim());
			expect(metadata.keywords.en).toEqual([...new Set(trimmed)].filter(Boolean));
		}),
	);
});

test('every word of a text finds it, and no search fails', () => {
	const words = fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1 });
	fc.assert(
		fc.property(words, fc.string(), (texts, other) => {
			const text = searchText(texts);
			for (const type of ['strict_and_search', 'wildcards', 'beginnings'] as const) {
				const wanted = texts.flatMap(wordsIn);
				expect(relevance(text, { wanted, unwanted: [], type })).toBeGreaterThan(0);
				expect(relevance(text, parseQuery(other, type))).toBeGreaterThanOrEqual(0);
				if (wanted.length === 0) continue;
				const unwanted = { wanted: [], unwanted: [wanted[0]], type };
				expect(relevance(text, unwanted)).toBe(0);
			}
		}),
	);
});

test('a signature holds for its path and its time only', () => {
	const moment = fc.integer({ min: 1, max: 2 ** 45 });
	fc.assert(
		fc.property(fc.webPath(), fc.webPath(), moment, moment, (path, other, until, now) => {
			const query = Object.fromEntries(new URLSearchParams(signedQuery('secret', path, until)));
			expect(checkSignature('secret', path, query, now)).toBe(until > now ? 'valid' : 'expired');
			if (other !== path) expect(checkSignature('secret', other, query, now)).toBe('forged');
			expect(checkSignature('another', path, query, now)).toBe('forged');
			const later = { ...query, Expires: String(until + 1) };
			expect(checkSignature('secret', path, later, now)).toBe('forged');
		}),
	);
	expect(checkSignature('secret', '/', {}, 0)).toBe('forged');
});

test('files keep their names on the way in, out and into a zip', async () => {
	const sandbox = await startSandbox({ manual: true });
	try {
		const { skyfish } = sandbox;
		const client = await clientOf(skyfish);
		const names = ['née à Noël.txt', '100% #1?.txt', '日本語.txt', 'a&b=c;d.txt', '...', 'CON'];
		const folder = skyfish.addFolder('Names');
		for (const name of names) {
			const id = await client.upload(folder, name, Buffer.from(name));
			await skyfish.finishImports();
			expect((await client.get(`/media/${id}`)).filename).toBe(name);
			const { url } = await client.get(`/media/${id}/download_location`);
			const response = await fetch(url);
			const encoded = encodeURIComponent(name).replaceAll("'", '%27');
			expect(response.headers.get('content-disposition')).toContain(`''${encoded}`);
			expect(await response.text()).toBe(name);
		}
		const zip = await fetch(`${skyfish.url}/folder/${folder}/download`, client);
		const entries = await unzip(Buffer.from(await zip.arrayBuffer()));
		expect([...entries.values()].map(String).toSorted()).toEqual(names.toSorted());
		const inZip = names.map((name) => name.replace(/^\.\.\.$/, '_...'));
		expect([...entries.keys()].toSorted()).toEqual(inZip.toSorted());
	} finally {
		await sandbox.stop();
	}
});

test('two posts of the same form at once leave one file', async () => {
	const sandbox = await startSandbox({ manual: true });
	try {
		const { skyfish } = sandbox;
		const client = await clientOf(skyfish);
		const { action, fields } = await client.register(skyfish.rootFolderId);
		const send = async (text: string) =>
			await postForm(action, formOf(fields, 'a.txt', Buffer.from(text)));
		const answers = await Promise.all(['one', 'two', 'three'].map(send));
		expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
		const done = await Promise.all(
			answers.map(async ({ headers }) => await ask(headers.get('location') ?? '', 'GET')),
		);
		const made = done.filter(({ status }) => status === 200);
		expect(made).toHaveLength(1);
		const { media_id } = made[0].json;
		await skyfish.finishImports();
		const { url } = await client.get(`/media/${media_id}/download_location`);
		expect(['one', 'two', 'three']).toContain(await (await fetch(url)).text());
		expect(skyfish.allMedia().filter(({ isColourbox }) => !isColourbox)).toHaveLength(1);
	} finally {
		await sandbox.stop();
	}
});

test('a sandbox on all addresses hands out the address it was asked at', async () => {
	const sandbox = await startSandbox({ manual: true, host: '0.0.0.0' });
	try {
		const at = (url: string) => url.replace('0.0.0.0', '127.0.0.1');
		const { skyfish } = sandbox;
		const client = await clientOf(skyfish);
		const headers = { ...client.headers };
		const call = async (method: string, path: string, body?: unknown) =>
			(await ask(at(skyfish.url) + path, method, body, headers)).json;
		const { action, fields } = await call('POST', '/upload/register', {
			folder: skyfish.rootFolderId,
		});
		expect(action).toBe(at(skyfish.storageUrl));
		const posted = await postForm(action, formOf(fields, 'a.txt', Buffer.from('text')));
		const location = posted.headers.get('location') ?? '';
		expect(location.startsWith(at(skyfish.url))).toBe(true);
		const { media_id } = (await ask(location, 'GET')).json;
		await skyfish.finishImports();
		const { url } = await call('GET', `/media/${media_id}/download_location`);
		expect(await (await fetch(url)).text()).toBe('text');
		const endpoint = await call('GET', `/company/${skyfish.companyId}/apiendpoint`);
		expect(endpoint).toEqual({ protocol: 'http', host: new URL(at(skyfish.url)).host });
	} finally {
		await sandbox.stop();
	}
});
