import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { startSandbox } from '../../../sandbox/index';
import type { Sandbox } from '../../../sandbox/index';
import { bytesOf, clientOf, photo, rawRequest, until } from './support';
import type { Client, Json } from './support';

let folder: string;
let sandbox: Sandbox;
let client: Client;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'storage-'));
	sandbox = await startSandbox({ manual: true, dataFolder: folder });
	client = clientOf(sandbox.brightRiver);
});
afterAll(async () => {
	await sandbox.stop();
	await rm(folder, { recursive: true });
});

const newJob = async () =>
	(await client.call('POST', '/jobs', { name: 'Job', description: 'Clip' })).json;
const filesOf = async (id: number): Promise<Json[]> =>
	(await client.call('GET', `/jobs/${id}/files`)).json.files;
const stored = () => readdirSync(join(folder, 'files')).length;

const boundary = 'the-boundary';
const type = { 'Content-Type': `multipart/form-data; boundary=${boundary}` };
const partOf = (fileName: string, content: string) =>
	`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${fileName}"\r\n` +
	`Content-Type: image/jpeg\r\nX-Extra: yes\r\n\r\n${content}\r\n`;

test('big files and several files stream in and come out as they were', async () => {
	const { id, upload } = await newJob();
	const files = {
		'big.bin': randomBytes(20_000_000),
		'small.bin': randomBytes(10),
		none: Buffer.of(),
	};
	expect((await client.upload(upload.postUrl, files)).status).toBe(200);
	const listed = await filesOf(id);
	expect(listed.map(({ fileName, size }) => [fileName, size])).toEqual([
		['big.bin', 20_000_000],
		['small.bin', 10],
		['none', 0],
	]);
	const [big, small] = [await bytesOf(listed[0].downloadUrl), await bytesOf(listed[1].downloadUrl)];
	expect(big.equals(files['big.bin'])).toBe(true);
	expect(small.equals(files['small.bin'])).toBe(true);
});

test('a file of the same name replaces the earlier one', async () => {
	const { id, upload } = await newJob();
	const before = stored();
	await client.upload(upload.postUrl, { 'koala.jpg': Buffer.from('first') });
	const [{ id: fileId }] = await filesOf(id);
	await client.upload(upload.postUrl, { 'koala.jpg': await photo(20, 10) });
	const [file, ...others] = await filesOf(id);
	expect(others).toEqual([]);
	expect(file).toMatchObject({ id: fileId, status: 'THUMB_OK' });
	expect((await sharp(await bytesOf(file.original.real)).metadata()).width).toBe(20);
	expect(stored()).toBe(before + 1);
});

test('an upload that breaks off leaves nothing', async () => {
	const { id, upload } = await newJob();
	const before = stored();
	const length = { ...type, 'Content-Length': '1000000' };
	const request = http.request(upload.postUrl, { method: 'POST', headers: length, agent: false });
	request.on('error', () => undefined);
	request.write(partOf('whole.jpg', 'whole') + partOf('half.jpg', 'x'.repeat(200_000)));
	const arriving = () => sandbox.brightRiver.requests.at(-1);
	await until(() => arriving()?.path.includes(`jobID=${id}&`) === true && stored() > before);
	request.destroy();
	await until(() => arriving()?.endedAt !== null && stored() === before);
	expect(await filesOf(id)).toEqual([]);

	// The length is right, but the last boundary never comes.
	const text = partOf('half.jpg', 'half');
	const cut = { method: 'POST', headers: { ...type, 'Content-Length': text.length } };
	const answer = await rawRequest(upload.postUrl, cut, text);
	expect([answer.status, answer.json.code]).toEqual([400, 'invalid_upload']);
	expect(await filesOf(id)).toEqual([]);
	expect(stored()).toBe(before);
});

test('uploads need a length, a form, a file with a name, and an open job', async () => {
	const { id, upload } = await newJob();
	const text = `${partOf('a.jpg', 'a')}--${boundary}--\r\n`;
	const send = async (headers: object, body: string) =>
		await rawRequest(upload.postUrl, { method: 'POST', headers: { ...headers } }, body);
	const length = (body: string) => ({ 'Content-Length': body.length });
	expect((await send(type, text)).status).toBe(411);
	const json = { 'Content-Type': 'application/json' };
	expect((await send({ ...json, ...length('{}') }, '{}')).status).toBe(415);
	const empty = `--${boundary}--\r\n`;
	expect((await send({ ...type, ...length(empty) }, empty)).json.code).toBe('missing_parameter');
	const nameless = `${partOf('', 'a')}--${boundary}--\r\n`;
	const unnamed = await send({ ...type, ...length(nameless) }, nameless);
	expect(unnamed.json.code).toBe('missing_parameter');
	expect(await filesOf(id)).toEqual([]);

	expect((await send({ ...type, ...length(text) }, text)).status).toBe(200);
	await client.call('POST', `/jobs/${id}/requestoffer`);
	const late = await send({ ...type, ...length(text) }, text);
	expect([late.status, late.json]).toEqual([400, undefined]);
});

test('the journal tells what was uploaded, and that no token came along', async () => {
	const { upload } = await newJob();
	const text = `${partOf('é #1.jpg', 'abc')}--${boundary}--\r\n`;
	const headers = { ...type, 'Content-Length': Buffer.byteLength(text) };
	await rawRequest(upload.postUrl, { method: 'POST', headers }, text);
	const recorded = sandbox.brightRiver.requests.at(-1);
	expect(recorded).toMatchObject({ server: 'storage', method: 'POST', status: 200 });
	expect(recorded?.path).toBe(upload.postUrl.slice(sandbox.brightRiver.storageUrl.length));
	expect(Object.keys(recorded?.headers ?? {}).filter((name) => name.endsWith('-token'))).toEqual(
		[],
	);
	expect(recorded?.body).toEqual({
		files: [{ fileName: 'é #1.jpg', size: 3, md5: '900150983cd24fb0d6963f7d28e17f72' }],
		fields: [],
		partHeaders: [
			{
				'content-disposition': 'form-data; name="file"; filename="é #1.jpg"',
				'content-type': 'image/jpeg',
				'x-extra': 'yes',
			},
		],
	});
	await fetch(sandbox.brightRiver.storageUrl, { headers: client.headers });
	const { clientToken } = sandbox.brightRiver;
	expect(sandbox.brightRiver.requests.at(-1)?.headers['x-client-token']).toBe(clientToken);
});

test('images come in three sizes, under the type they are', async () => {
	const { id } = await client.deliveredJobWith({ 'wide.png': await photo(1600, 800) });
	const [{ original, clipped, downloadUrl }] = await filesOf(id);
	const sizeAt = async (url: string) => {
		const response = await fetch(url);
		expect(response.status).toBe(200);
		const { width, height } = await sharp(Buffer.from(await response.arrayBuffer())).metadata();
		return [width, height, response.headers.get('content-type')];
	};
	expect(await sizeAt(original.preview)).toEqual([1000, 500, 'image/jpeg']);
	expect(await sizeAt(original.thumbnail)).toEqual([200, 100, 'image/jpeg']);
	// Its name says PNG; what it is counts.
	expect(await sizeAt(original.real)).toEqual([1600, 800, 'image/jpeg']);
	expect((await sizeAt(clipped[0].thumbnail))[0]).toBe(200);
	const disposition = (await fetch(downloadUrl)).headers.get('content-disposition');
	expect(disposition).toBe(`attachment; filename="wide.png"; filename*=UTF-8''wide.png`);
	const other = async (from: string, to: string) =>
		(await fetch(original.real.replace(from, to))).status;
	expect(await other('type=original', 'type=clipped')).toBe(404);
	expect(await other('type=original', 'type=both')).toBe(400);
	expect(await other('ispreview=original', 'ispreview=maybe')).toBe(400);
	expect(await other('ispreview=original', 'ispreview=')).toBe(400);
	expect(await other(`fileID=${original.imageId}`, 'fileID=1')).toBe(404);
	expect(await other('sessionid=', 'SESSIONID=')).toBe(200);
});

test("the session in a URL opens its own account's jobs only", async () => {
	const { id, upload, download } = await client.deliveredJobWith({ 'a.jpg': await photo(20, 20) });
	const [{ downloadUrl, original }] = await filesOf(id);
	const stranger = clientOf(sandbox.brightRiver, sandbox.brightRiver.otherSessionToken);
	const theirs = (await stranger.call('POST', '/jobs', { name: 'A', description: 'B' })).json;
	const session = new URL(upload.postUrl).searchParams.get('accountID') ?? '';
	const otherSession = new URL(theirs.upload.postUrl).searchParams.get('accountID') ?? '';
	expect(session).not.toContain(sandbox.brightRiver.sessionToken);
	for (const url of [upload.postUrl, download.getUrl, downloadUrl, original.real]) {
		const method = url === upload.postUrl ? 'POST' : 'GET';
		for (const wrong of ['nobody', otherSession]) {
			expect((await fetch(url.replace(session, wrong), { method })).status).toBe(403);
		}
		expect((await fetch(url.replace(session, ''), { method })).status).toBe(400);
	}
	expect((await fetch(`${sandbox.brightRiver.storageUrl}/`)).status).toBe(404);
	sandbox.brightRiver.setStatus(id, 'CJ_ARCHIVED');
	for (const url of [download.getUrl, downloadUrl, original.thumbnail]) {
		expect((await fetch(url)).status).toBe(410);
	}
});

test('a sandbox on all addresses hands out the address it was asked at', async () => {
	const open = await startSandbox({ manual: true, host: '0.0.0.0' });
	try {
		const { headers } = clientOf(open.brightRiver);
		const url = open.brightRiver.url.replace('0.0.0.0', '127.0.0.1');
		const body = JSON.stringify({ name: 'A', description: 'B' });
		const json = { ...headers, 'Content-Type': 'application/json', 'Content-Length': body.length };
		const asked = { method: 'POST', headers: json };
		const { upload } = (await rawRequest(`${url}/jobs`, asked, body)).json;
		expect(upload.postUrl).toContain(open.brightRiver.storageUrl.replace('0.0.0.0', '127.0.0.1'));
		const strange = { ...asked, headers: { ...json, Host: 'a b' } };
		expect((await rawRequest(`${url}/jobs`, strange, body)).status).not.toBe(500);
	} finally {
		await open.stop();
	}
});
