import { changeMetadata, mergeMetadata } from '../../../nodes/Skyfish/api/metadata';
import { failed, fakeClient, ok, rejectionOf } from '../shared/support/fakes';

const current = {
	editorial: false,
	adult_content: false,
	keywords: { en: ['boy'], da: ['dreng'] },
	title: { en: 'Boy', da: 'Dreng' },
	description: null,
	iptc: { CopyrightNotice: 'A', Keywords: ['boy'] },
	geolocation: null,
	camera_created: 1407256925,
};

it('changes what was filled in, in one language, and keeps all else', () => {
	const changes = { title: 'Girl', description: 'A girl', keywords: ['girl'], editorial: true };
	expect(mergeMetadata(current, changes, 'en')).toEqual({
		...current,
		editorial: true,
		keywords: { en: ['girl'], da: ['dreng'] },
		title: { en: 'Girl', da: 'Dreng' },
		description: { en: 'A girl' },
	});
	expect(current.title.en).toBe('Boy');
});

it('empties a text that was filled in with nothing', () => {
	expect(mergeMetadata(current, { title: '' }, 'en').title).toEqual({ en: '', da: 'Dreng' });
});

it('sets a place and single IPTC fields', () => {
	const changes = {
		geolocation: { position: { latitude: 43.7034, longitude: 7.26627 } },
		iptc: { CopyrightNotice: 'B' },
	};
	expect(mergeMetadata(current, changes, 'en')).toEqual({
		...current,
		geolocation: { source: '1000', latitude: '43.7034', longitude: '7.26627' },
		iptc: { CopyrightNotice: 'B', Keywords: ['boy'] },
	});
});

it.each([
	[' 998 ', '998'],
	['', '1000'],
	[undefined, '1000'],
])('a place from the source %j', (source, sent) => {
	const changes = { geolocation: { position: { latitude: 1, longitude: 2, source } } };
	expect(mergeMetadata(current, changes, 'en').geolocation).toEqual({
		...{ source: sent, latitude: '1', longitude: '2' },
	});
});

it('sets when the photo was taken', () => {
	expect(mergeMetadata(current, { camera_created: 5 }, 'en').camera_created).toBe(5);
});

it.each([null, undefined, []])('takes %j for no texts at all', (nothing) => {
	const bare = { keywords: nothing, iptc: nothing };
	const changes = { keywords: ['k'], iptc: { 'By-line': 'A' } };
	expect(mergeMetadata(bare, changes, 'en')).toEqual({
		keywords: { en: ['k'] },
		iptc: { 'By-line': 'A' },
	});
});

it('changes nothing that was not filled in', () => {
	expect(mergeMetadata(current, {}, 'en')).toEqual(current);
	expect(mergeMetadata(current, { geolocation: {} }, 'en')).toEqual(current);
	expect(mergeMetadata(current, { adult_content: true }, 'en')).toEqual({
		...current,
		adult_content: true,
	});
});

describe('a change of a media item', () => {
	/** A service whose metadata others change between reading and writing, so many times. */
	function contested(conflicts: number, answerToWriting: unknown = '') {
		let version = 0;
		return fakeClient({
			answer: ({ method }) => {
				if (method === 'GET') return ok({ title: { en: 'Boy' }, version: ++version });
				if (version <= conflicts) throw failed(409);
				return ok(answerToWriting, 204);
			},
		});
	}

	it('is read, merged and written back', async () => {
		const { client, sent } = contested(0);
		await changeMetadata(client, 42, { title: 'Pige' }, 'da');
		expect(sent.map(({ method, url, body }) => [method, url, body])).toEqual([
			['GET', '/media/42/metadata', undefined],
			['POST', '/media/42/metadata', '{"title":{"en":"Boy","da":"Pige"},"version":1}'],
		]);
	});

	it('is put on top of what others changed meanwhile, three times', async () => {
		const { client, sent } = contested(3);
		await changeMetadata(client, 42, { title: 'Girl' }, 'en');
		const written = sent.filter(({ method }) => method === 'POST');
		expect(written.map(({ body }) => JSON.parse(String(body)) as unknown)).toEqual(
			[1, 2, 3, 4].map((version) => ({ title: { en: 'Girl' }, version })),
		);
		const { client: another } = contested(4);
		const error = await rejectionOf(changeMetadata(another, 42, { title: 'Girl' }, 'en'));
		expect(error).toMatchObject({ httpCode: '409' });
	});

	it('is not tried again after any other failure', async () => {
		for (const answer of [() => Promise.reject(failed(403)), () => ok('text')]) {
			const { client, sent } = fakeClient({ answer });
			await rejectionOf(changeMetadata(client, 42, { title: 'Girl' }, 'en'));
			expect(sent).toHaveLength(1);
		}
	});

	it('is not taken for done where a page came', async () => {
		const { client } = contested(0, '<html>');
		await expect(changeMetadata(client, 42, {}, 'en')).rejects.toThrow('an unexpected answer');
	});

	it('waits for another one of the same media item', async () => {
		const { client, sent } = contested(0);
		await Promise.all([
			changeMetadata(client, 42, { title: 'a' }, 'en'),
			changeMetadata(client, 42, { title: 'b' }, 'en'),
		]);
		expect(sent.map(({ method }) => method)).toEqual(['GET', 'POST', 'GET', 'POST']);
	});

	it('does not wait for that of another media item', async () => {
		const { client, sent } = contested(0);
		await Promise.all([
			changeMetadata(client, 42, { title: 'a' }, 'en'),
			changeMetadata(client, 43, { title: 'b' }, 'en'),
		]);
		expect(sent.slice(0, 2).map(({ method }) => method)).toEqual(['GET', 'GET']);
	});
});
