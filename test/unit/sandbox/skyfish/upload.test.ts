import { readdirSync } from 'node:fs';
import http from 'node:http';
import { startSandbox } from '../../../../sandbox/index';
import type { Sandbox, SkyfishSandbox } from '../../../../sandbox/index';
import { until } from '../support';
import type { Json } from '../support';
import { ask, clientOf, formOf, jpeg, postForm } from './support';
import type { FormField, SkyfishClient } from './support';

let sandbox: Sandbox;
let skyfish: SkyfishSandbox;
let client: SkyfishClient;
let filesFolder: string;

beforeAll(async () => {
	sandbox = await startSandbox({ manual: true });
	skyfish = sandbox.skyfish;
	client = await clientOf(skyfish);
	const settings = (await ask(`${skyfish.url}/_sandbox/settings`, 'GET')).json;
	filesFolder = `${settings.dataFolder}/files`;
});
afterEach(() => skyfish.setClockOffset(0));
afterAll(async () => await sandbox.stop());

const stored = () => readdirSync(filesFolder).length;
const content = Buffer.from('not an image, but a file');

/** Posts a form with these fields; answers the status and S3's error code. */
const post = async (action: string, fields: FormField[], fileName = 'a.txt') => {
	const { status, text } = await postForm(action, formOf(fields, fileName, content));
	return [status, /<Code>(\w+)<\/Code>/.exec(text)?.[1]];
};

test('three steps: register, post the form, follow the Location', async () => {
	const { status, json } = await client.call('POST', '/upload/register', {
		folder: skyfish.rootFolderId,
	});
	expect(status).toBe(200);
	expect(json).toMatchObject({
		action: skyfish.storageUrl,
		enctype: 'multipart/form-data',
		method: 'POST',
	});
	const { fields } = json;
	expect(fields.map(({ name }: FormField) => name)).toEqual([
		'success_action_redirect',
		'key',
		'X-Amz-Storage-Class',
		'X-Amz-Credential',
		'X-Amz-Algorithm',
		'X-Amz-Date',
		'Policy',
		'X-Amz-Signature',
		'file',
	]);
	expect(fields.at(-1)).toEqual({ name: 'file', type: 'file' });
	expect(fields[1]).toEqual({
		name: 'key',
		type: 'hidden',
		value: expect.stringMatching(/^upload\/\d+\/\d+\/\$\{filename\}$/),
	});

	const picture = await jpeg();
	const answer = await postForm(json.action, formOf(fields, 'kø #1 & 100%.jpg', picture));
	expect([answer.status, answer.text]).toEqual([303, '']);
	const location = answer.headers.get('location') ?? '';
	expect(location.startsWith(`${skyfish.url}/upload/done?`)).toBe(true);
	// A browser has no token here, and whoever follows twice gets the same media.
	const done = await ask(location, 'GET');
	expect([done.status, done.json]).toEqual([200, { media_id: expect.any(Number) }]);
	expect((await ask(location, 'GET')).json).toEqual(done.json);
	expect(skyfish.media(done.json.media_id)).toMatchObject({
		fileName: 'kø #1 & 100%.jpg',
		size: picture.length,
		folderIds: [skyfish.rootFolderId],
		uploadedBy: skyfish.userId,
		version: 1,
		progress: 0,
	});
	// What was finalized is not overwritten.
	expect(await post(json.action, fields)).toEqual([403, 'AccessDenied']);
	expect(skyfish.media(done.json.media_id)?.size).toBe(picture.length);
});

test('an uploaded file that was not asked for again is no media yet', async () => {
	const before = skyfish.allMedia().length;
	const { action, fields } = await client.register(skyfish.rootFolderId);
	const done = `${skyfish.url}/upload/done`;
	const key = fields[1].value?.replace('${filename}', 'a.txt') ?? '';
	expect((await ask(`${done}?key=${key}&etag=x`, 'GET')).status).toBe(404);
	expect(await post(action, fields)).toEqual([303, undefined]);
	expect(skyfish.allMedia()).toHaveLength(before);
	expect((await ask(`${done}?key=${key}&etag=x`, 'GET')).status).toBe(404);
	const files = stored();
	expect(await post(action, fields, 'b.txt')).toEqual([303, undefined]);
	expect(stored()).toBe(files);
	const other = key.replace('a.txt', 'b.txt');
	const etag = '%22' + 'f'.repeat(32) + '%22';
	expect((await ask(`${done}?key=${other}&etag=${etag}`, 'GET')).status).toBe(404);
});

test('a redirectURL gets the media id in its query', async () => {
	const redirectURL = 'https://shop.example/done?order=7';
	const { action, fields } = await client.register(skyfish.rootFolderId, { redirectURL });
	expect(fields[0].value).toContain('?redirect=https%3A%2F%2Fshop.example%2Fdone');
	const { headers } = await postForm(action, formOf(fields, 'a.txt', content));
	const { status, headers: last } = await ask(headers.get('location') ?? '', 'GET');
	expect(status).toBe(302);
	const target = new URL(last.get('location') ?? '');
	expect([target.origin, target.searchParams.get('order')]).toEqual(['https://shop.example', '7']);
	expect(skyfish.media(Number(target.searchParams.get('media_id')))?.fileName).toBe('a.txt');
});

test('registering needs a folder that the user may write to', async () => {
	const register = async (body: object) =>
		(await client.call('POST', '/upload/register', body)).status;
	expect(await register({})).toBe(400);
	expect(await register({ folder: 'x' })).toBe(400);
	expect(await register({ folder: 1 })).toBe(404);
	expect(await register({ folder: skyfish.readOnlyFolderId })).toBe(403);
	expect(await register({ folder: skyfish.hiddenFolderId })).toBe(403);
	const { rootFolderId: folder } = skyfish;
	expect(await register({ folder, redirectURL: 'javascript:alert(1)' })).toBe(400);
	expect(await register({ folder: String(folder) })).toBe(200);
});

describe('the form must be as it was handed out', () => {
	let action: string;
	let fields: FormField[];

	beforeEach(async () => ({ action, fields } = await client.register(skyfish.rootFolderId)));

	const changed = (name: string, value: string) =>
		fields.map((field) => (field.name === name ? { ...field, value } : field));
	const without = (name: string) => fields.filter((field) => field.name !== name);

	test('all fields, none more, in their order, the file last', async () => {
		const before = stored();
		const [first, second, ...others] = fields;
		expect(await post(action, [second, first, ...others])).toEqual([400, 'InvalidArgument']);
		const file = fields.at(-1)!;
		expect(await post(action, [file, ...fields.slice(0, -1)])).toEqual([400, 'InvalidArgument']);
		expect(await post(action, fields.slice(0, -1))).toEqual([400, 'InvalidArgument']);
		for (const { name } of fields.slice(0, -1)) {
			const isNamed = ['key', 'Policy', 'X-Amz-Credential', 'X-Amz-Signature'].includes(name);
			expect([name, ...(await post(action, without(name)))]).toEqual([
				name,
				...(isNamed ? [400, 'InvalidArgument'] : [403, 'AccessDenied']),
			]);
		}
		const extra = { name: 'acl', type: 'hidden', value: 'public' };
		expect(await post(action, [extra, ...fields])).toEqual([403, 'AccessDenied']);
		expect(await post(action, [first, ...fields])).toEqual([400, 'InvalidArgument']);
		expect(stored()).toBe(before);
		// What comes after the file is ignored.
		expect(await post(action, [...fields, extra])).toEqual([303, undefined]);
	});

	test('nothing can be changed', async () => {
		const denied = [403, 'AccessDenied'];
		expect(await post(action, changed('key', 'upload/1/1/${filename}'))).toEqual(denied);
		expect(await post(action, changed('X-Amz-Storage-Class', 'STANDARD'))).toEqual(denied);
		const elsewhere = changed('success_action_redirect', 'https://shop.example/');
		expect(await post(action, elsewhere)).toEqual(denied);
		const forged = [403, 'SignatureDoesNotMatch'];
		expect(await post(action, changed('X-Amz-Signature', 'f'.repeat(64)))).toEqual(forged);
		expect(await post(action, changed('Policy', 'e30='))).toEqual(forged);
		const other = await client.register(skyfish.rootFolderId);
		const policy = other.fields.find(({ name }) => name === 'Policy')?.value ?? '';
		expect(await post(action, changed('Policy', policy))).toEqual(forged);
	});

	test('a policy ends', async () => {
		skyfish.setClockOffset(3_600_001);
		expect(await post(action, fields)).toEqual([403, 'AccessDenied']);
	});

	test('the storage wants a form and its length', async () => {
		const json = await ask(action, 'POST', {});
		expect(json.status).toBe(400);
		const text = await ask(action, 'POST', 'x', { 'Content-Type': 'text/plain' });
		expect(text.status).toBe(400);
		const boundary = 'b';
		const chunked = await new Promise<number | undefined>((resolve, reject) => {
			const headers = { 'Content-Type': `multipart/form-data; boundary=${boundary}` };
			const request = http.request(action, { method: 'POST', headers, agent: false });
			request.on('response', (response) => resolve(response.resume().statusCode));
			request.on('error', reject).write(`--${boundary}--\r\n`);
			request.end();
		});
		expect(chunked).toBe(411);
	});
});

test.each([
	['../../../etc/passwd', 'passwd'],
	['C:\\photos\\koala.jpg', 'koala.jpg'],
	['..', '..'],
	["photo; of 'a' koala.jpg", "photo; of 'a' koala.jpg"],
])('the file name %j becomes %j, and the file stays where it belongs', async (given, kept) => {
	const before = readdirSync(filesFolder);
	const id = await client.upload(skyfish.rootFolderId, given, content);
	const media = skyfish.media(id);
	expect(media?.fileName).toBe(kept);
	const added = readdirSync(filesFolder).filter((name) => !before.includes(name));
	expect(added).toEqual([media?.blob]);
	expect(added[0]).toMatch(/^[0-9a-f-]{36}$/);
});

test('a client that sends no file name puts it into the key itself', async () => {
	const send = async (keyEnding: string) => {
		const { action, fields } = await client.register(skyfish.rootFolderId);
		const parts = fields.map(({ name, value }) => {
			const text = name === 'key' ? value?.replace('${filename}', keyEnding) : value;
			const head = `--b\r\nContent-Disposition: form-data; name="${name}"\r\n`;
			return name === 'file'
				? `${head}Content-Type: image/jpeg\r\n\r\n\xff\xd8\0bytes`
				: `${head}\r\n${text}`;
		});
		const body = Buffer.from(`${parts.join('\r\n')}\r\n--b--\r\n`, 'latin1');
		const headers = { 'Content-Type': 'multipart/form-data; boundary=b' };
		return await fetch(action, { method: 'POST', headers, body, redirect: 'manual' });
	};
	const answer = await send('koala.jpg');
	expect(answer.status).toBe(303);
	const { media_id } = (await ask(answer.headers.get('location') ?? '', 'GET')).json;
	const { fileName, size } = skyfish.media(media_id) as Json;
	expect([fileName, size]).toEqual(['koala.jpg', 8]);
	expect((await send('${filename}')).status).toBe(400);
});

test('an upload that breaks off leaves nothing', async () => {
	const before = stored();
	const { action, fields } = await client.register(skyfish.rootFolderId);
	const parts = fields.map(({ name, value }) =>
		name === 'file'
			? `--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n${'x'.repeat(200_000)}`
			: `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
	);
	const headers = { 'Content-Type': 'multipart/form-data; boundary=b', 'Content-Length': 900_000 };
	const request = http.request(action, { method: 'POST', headers, agent: false });
	request.on('error', () => undefined);
	request.write(parts.join(''));
	await until(() => stored() > before);
	request.destroy();
	await until(() => stored() === before && skyfish.requests.at(-1)?.endedAt !== null);
	expect(await post(action, fields)).toEqual([303, undefined]);
});

test('the journal shows the form, and whether a token came along', async () => {
	await client.upload(skyfish.rootFolderId, 'a.txt', content);
	const [posted, done] = skyfish.requests.slice(-2);
	expect(posted).toMatchObject({ server: 'storage', method: 'POST', path: '/', status: 303 });
	expect(posted.headers.authorization).toBeUndefined();
	expect(posted.body).toMatchObject({
		fields: expect.arrayContaining([['X-Amz-Storage-Class', 'REDUCED_REDUNDANCY']]),
		file: { fileName: 'a.txt', size: content.length, md5: expect.any(String) },
	});
	expect(done).toMatchObject({ server: 'api', method: 'GET', status: 200 });
	const { action, fields } = await client.register(skyfish.rootFolderId);
	const body = formOf(fields, 'a.txt', content);
	await fetch(action, { method: 'POST', body, headers: client.headers, redirect: 'manual' });
	expect(skyfish.requests.at(-1)?.headers.authorization).toBe(client.headers.Authorization);
});
