/** Where the documents leave open what Skyfish does: each way is answered by hand, and works or says what to do. */
import '../../support/shorterWaits';
import type { IDataObject, NodeApiError } from 'n8n-workflow';
import type { FaultEffect, Sandbox } from '../../../sandbox/index';
import { byId, startManualSandbox } from '../support/brightRiver';
import { skyfish } from '../support/skyfish';

let sandbox: Sandbox;
beforeAll(async () => (sandbox = await startManualSandbox()));
afterAll(async () => await sandbox.stop());
beforeEach(() => {
	sandbox.skyfish.faults.clear();
	sandbox.skyfish.clearRequests();
});

const mediaId = byId(90909090);
const folderId = byId(155111);
const cliqueId = byId(53);
const companyId = byId(147903);

const json = (body: unknown): FaultEffect => ({
	kind: 'body',
	contentType: 'application/json',
	body: JSON.stringify(body),
});

/** Makes Skyfish answer a call so, always. */
function answer(call: string, effect: FaultEffect): void {
	const [method, path] = call.split(' ');
	const pattern = new RegExp(`^${path.replaceAll('/', '\\/')}(\\?.*)?$`);
	sandbox.skyfish.faults.add({ server: 'api', method, path: pattern, times: Infinity, ...effect });
}

const run = async (resource: string, operation: string, parameters: IDataObject) =>
	(await skyfish(sandbox, { resource, operation, ...parameters } as never)).map(
		(item) => item.json,
	);

/** What the operator reads. */
async function failed(
	resource: string,
	operation: string,
	parameters: IDataObject,
): Promise<{ message: string; description: string }> {
	return await run(resource, operation, parameters).then(
		() => {
			throw new Error('It should have failed');
		},
		({ message, description }: NodeApiError) => ({ message, description: description ?? '' }),
	);
}

const sent = () =>
	sandbox.skyfish.requests.filter(({ path }) => !path.startsWith('/authenticate/userpasshmac'));

describe('a plus sign', () => {
	const typed = { folder_ids: '155111+155112', filters: { unique_media_id: '1+2,3 4' } };
	const found = { response: { hits: 0, media: [] } };

	it.each<[string, string, string, IDataObject, RegExp | object]>([
		['in a search', 'search', 'media', { q: 'C++ red+shoes', ...typed }, /q=C%20%20%20red%20shoes/],
		['in the folders of a search', 'search', 'media', typed, /folder_ids=155111%20155112&/],
		[
			'in the entries of a list of folders',
			'search',
			'media',
			{ folder_ids: '={{ ["155111+155112"] }}' },
			/folder_ids=155111%20155112&/,
		],
		['in media IDs of a search', 'search', 'media', typed, /unique_media_id=1%202%203%204&/],
		['in folder IDs', 'folder', 'getAll', { filters: { id: '1+2, 3' } }, /id=1%202%203$/],
		['in the name of a folder', 'folder', 'getAll', { filters: { q: 'a+b' } }, /q=a%20b$/],
		[
			'in media IDs',
			'media',
			'addKeywords',
			{ mediaIds: '1+2 3,4', keywords: ['a+b'] },
			/^\/media\/1,2,3,4\/metadata\/keyword$/,
		],
		[
			'in what is noted with a download',
			'media',
			'getDownloadUrl',
			{ mediaId, options: { download_info: '{"for":"a+b"}' } },
			/download_info=%7B%22for%22%3A%22a%5Cu002bb%22%7D$/,
		],
	])('%s never goes out encoded', async (_, resource, operation, parameters, path) => {
		answer('GET /search', json(found));
		answer('GET /folder', json([]));
		answer('GET /media/\\d+/download_location', json({ url: 'https://s.example/x' }));
		answer('PUT /media/.*', json({}));
		await run(resource, operation, parameters);
		expect(sent().map((one) => one.path)).toEqual([expect.stringMatching(path as RegExp)]);
		expect(sent()[0].path).not.toMatch(/%2B|\+/i);
	});

	it('separates the folders that a media item is put into', async () => {
		answer('POST /media/90909090/folders', json({}));
		const [item] = await run('media', 'setFolders', { mediaId, folderIds: '={{ "1+2, 3 4" }}' });
		expect(item.folderIds).toEqual([1, 2, 3, 4]);
		expect(sent()[0].body).toHaveLength(4);
	});
});

describe('a search without a criterion', () => {
	it('gives what Skyfish finds', async () => {
		answer('GET /search', json({ response: { hits: 1, media: [{ unique_media_id: 7 }] } }));
		const found = await run('search', 'media', { return_values: ['unique_media_id'] });
		expect(found).toEqual([{ mediaId: 7, unique_media_id: 7 }]);
	});

	it('that Skyfish refuses says which fields settle it', async () => {
		answer('GET /search', { kind: 'status', status: 400, body: { message: 'No criterion' } });
		const { message, description } = await failed('search', 'media', { filters: { min_width: 5 } });
		expect(message).toBe('Enter at least one search criterion');
		expect(description).toMatch(
			/^Fill in at least one of: Query, Unique Media ID \(in Filters\), Folder Names or IDs\. Skyfish says: No criterion\./,
		);
	});

	it('is not blamed for what else Skyfish refuses', async () => {
		answer('GET /search', { kind: 'status', status: 400, body: { message: 'No such order' } });
		const { message } = await failed('search', 'media', { q: 'x' });
		expect(message).toBe('Skyfish says: No such order');
	});
});

it('leaves out what is off, since any value may mean yes', async () => {
	answer('GET /search', json({ response: { hits: 0, media: [] } }));
	answer('GET /folder', json([]));
	const filters = { exclude_expired_media: false };
	await run('search', 'media', { q: 'x', recursive: false, filters });
	await run('folder', 'getAll', { filters: { exclude_per_user_system_folders: false } });
	for (const { path } of sent()) expect(path).not.toMatch(/false|recursive|exclude/);
});

describe('an expiration date', () => {
	const path = '/media/90909090/metadata/expiration_date';
	const day = { mediaId, expireBy: 'day', expiration_date: '2028-02-10' };
	const month = { mediaId, expireBy: 'month', year: 2028, month: 2 };

	it.each([
		['in an object', { expiration_date: '2028-02-29' }],
		['as a month', { expiration_date: '2028-02' }],
		['alone', '2028-02-29'],
	])('that comes back %s is set', async (_, body) => {
		answer(`POST ${path}`, json({}));
		answer(`GET ${path}`, json(body));
		const [item] = await run('media', 'setExpirationDate', month);
		expect(item).toMatchObject({ success: true, expiration_date: '2028-02-29', verified: true });
		expect(sent()[0].body).toEqual({ expiration_year: '2028', expiration_month: '2' });
	});

	it('that comes alone is given out as ever', async () => {
		answer(`GET ${path}`, json('2028-02-29'));
		expect(await run('media', 'getExpirationDate', { mediaId })).toEqual([
			{ mediaId: 90909090, expiration_date: '2028-02-29' },
		]);
	});

	it('that Skyfish passes over is no success', async () => {
		answer(`POST ${path}`, json({}));
		answer(`GET ${path}`, json({ expiration_date: null }));
		expect(await failed('media', 'setExpirationDate', day)).toEqual({
			message: 'Skyfish did not set the expiration date of media item 90909090',
			description: expect.stringMatching(/^It does not expire\. Set "Expire By" to "Month"/),
		});
		answer(`GET ${path}`, json({ expiration_date: '2028-02-29' }));
		const { description } = await failed('media', 'setExpirationDate', day);
		expect(description).toMatch(/"Expire By"/);
	});

	it('that Skyfish refuses as a day says what else to choose', async () => {
		answer(`POST ${path}`, { kind: 'status', status: 400, body: { message: 'Year is missing' } });
		const { message, description } = await failed('media', 'setExpirationDate', day);
		expect(message).toBe('Skyfish says: Year is missing');
		expect(description).toMatch(/^Set "Expire By" to "Month"/);
		const byMonth = await failed('media', 'setExpirationDate', month);
		expect(byMonth.description).not.toMatch(/Expire By/);
	});

	it('that cannot be looked at is set, and not verified', async () => {
		answer(`POST ${path}`, json({}));
		answer(`GET ${path}`, { kind: 'status', status: 403 });
		expect(await run('media', 'setExpirationDate', day)).toEqual([
			{ success: true, mediaId: 90909090, expiration_date: '2028-02-10', verified: false },
		]);
	});
});

it('takes metadata that is null or missing as empty', async () => {
	answer('GET /media/90909090/metadata', json({ iptc: null, keywords: null, title: [] }));
	answer('POST /media/90909090/metadata', json({}));
	const updateFields = { title: 'T', keywords: ['k'], iptc: '{"By-line":"A"}' };
	await run('media', 'updateMetadata', { mediaId, language: 'en', updateFields });
	expect(sent()[1].body).toEqual({
		iptc: { 'By-line': 'A' },
		keywords: { en: ['k'] },
		title: { en: 'T' },
	});
});

it.each<[string, string, IDataObject, string]>([
	['clique', 'getMembers', { cliqueId }, '/clique/53/member'],
	['clique', 'getFolders', { cliqueId }, '/clique/53/folder'],
	['company', 'getFolders', { companyId, returnAll: true }, '/company/147903/folders'],
	['company', 'getCdnAliases', { companyId }, '/cdn/147903/company/aliases'],
	['user', 'getCliques', { userId: byId(7) }, '/user/7/clique'],
])('%s %s takes a list, or one in an object', async (resource, operation, parameters, path) => {
	for (const body of [[{ id: 1 }, { id: 2 }], { count: 2, whatever: [{ id: 1 }, { id: 2 }] }]) {
		sandbox.skyfish.faults.clear();
		answer(`GET ${path}`, json(body));
		expect(await run(resource, operation, parameters)).toMatchObject([{ id: 1 }, { id: 2 }]);
	}
});

describe("Skyfish's own words", () => {
	const special = 'This requires special permission';

	it.each<[number, string, string, IDataObject, string, RegExp, RegExp]>([
		[403, 'folder', 'get', { folderId }, 'Secret folder', /does not allow.*folder 155111/, /READ/],
		[404, 'folder', 'get', { folderId }, 'It was purged', /has no folder 155111/, /Check the ID/],
		[409, 'folder', 'purge', { folderId }, 'Try again', /Someone else/, /Run this again/],
		[403, 'account', 'requestPasswordReset', { username: 'u' }, special, /not allow/, /sales/],
		[403, 'company', 'getUsers', { companyId }, special, /does not allow/, /sales department/],
		[403, 'media', 'createStream', { mediaId }, 'No streaming', /does not allow/, /sales/],
		[409, 'media', 'createStream', { mediaId }, 'It is there', /already/, /Get Stream URL/],
		[404, 'media', 'getStreamUrl', { mediaId }, 'None', /no stream.*90909090 yet/, /Create Stream/],
		[
			409,
			'account',
			'signUp',
			{ name: 'A', email: 'a@example.com', password: 'p', locale: 'en-US' },
			'Taken',
			/already has an account with this email/,
			/"Email"/,
		],
	])(
		'on a %s of %s %s are shown, with what to do',
		async (status, resource, operation, parameters, words, message, advice) => {
			const own = { kind: 'status' as const, status, body: { message: words } };
			answer('GET .*', own);
			answer('POST (?!/authenticate/userpasshmac).*', own);
			const shown = await failed(resource, operation, parameters);
			expect(shown.message).toMatch(message);
			expect(shown.description).toMatch(advice);
			expect(shown.description).toContain(`Skyfish says: ${words}.`);
		},
	);
});

describe('a stream', () => {
	const path = '/media/90909090/metadata/stream_url';

	it('that is still being made is said so', async () => {
		answer(`GET ${path}`, json({ Stream: '' }));
		const { message, description } = await failed('media', 'getStreamUrl', { mediaId });
		expect(message).toBe('Skyfish is still creating the stream of media item 90909090');
		expect(description).toMatch(/few minutes/);
	});

	it('comes alone, too', async () => {
		answer(`GET ${path}`, json('https://video.example/a.m3u8'));
		expect(await run('media', 'getStreamUrl', { mediaId })).toEqual([
			{ mediaId: 90909090, Stream: 'https://video.example/a.m3u8' },
		]);
	});
});

it('a cover photo that Skyfish does not take is no success', async () => {
	const folder = { id: 155111, name: 'First', parent: null };
	answer('GET /folder/155111', json(folder));
	answer('POST /folder/155111', json({ ...folder, name: 'New' }));
	const updateFields = { name: 'New', cover_photo_id: 7 };
	const { message, description } = await failed('folder', 'update', { folderId, updateFields });
	expect(message).toBe('Skyfish did not set the cover photo of folder 155111');
	expect(description).toMatch(/^The other changes were made\./);
});

it('a clique that is not among those of the user is not updated', async () => {
	answer('GET /clique', json([{ id: 54, name: 'Other', skyfish_id: 1 }]));
	const { message } = await failed('clique', 'update', { cliqueId, name: 'New' });
	expect(message).toBe('Skyfish has no clique 53, or this user may not manage it');
	expect(sent()).toHaveLength(1);
});
