import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable, Writable } from 'node:stream';
import { Client as FtpClient } from 'basic-ftp';
import { startSandbox } from '../../../sandbox/index';
import type { BrightRiverSandbox, Sandbox } from '../../../sandbox/index';
import { bytesOf, clientOf, photo, until } from './support';
import type { Client, Json } from './support';

let folder: string;
let sandbox: Sandbox;
let brightRiver: BrightRiverSandbox;
let client: Client;
const open: FtpClient[] = [];

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'ftp-'));
	sandbox = await startSandbox({ manual: true, dataFolder: folder });
	({ brightRiver } = sandbox);
	client = clientOf(brightRiver);
});
afterEach(() => {
	for (const ftp of open.splice(0)) ftp.close();
});
afterAll(async () => {
	await sandbox.stop();
	await rm(folder, { recursive: true });
});

type Account = Pick<BrightRiverSandbox, 'username' | 'password'>;

async function signIn({ username, password }: Account = brightRiver): Promise<FtpClient> {
	const ftp = new FtpClient();
	open.push(ftp);
	await ftp.access({
		host: '127.0.0.1',
		port: brightRiver.ftpPort,
		user: username,
		password,
	});
	return ftp;
}

const newJob = async () =>
	(await client.call('POST', '/jobs', { name: 'Job', description: 'Clip' })).json;
const filesOf = async (id: number): Promise<Json[]> =>
	(await client.call('GET', `/jobs/${id}/files`)).json.files;
/** The path of a folder in an answer's `ftpUrl`. */
const folderIn = ({ ftpUrl }: { ftpUrl: string }) => new URL(ftpUrl).pathname;
const stored = () => readdirSync(join(folder, 'files')).length;
const namesIn = async (ftp: FtpClient, path: string) =>
	(await ftp.list(path)).map(({ name }) => name);

/** Everything that a download gives. */
async function download(ftp: FtpClient, path: string): Promise<Buffer> {
	const chunks: Buffer[] = [];
	const sink = new Writable({
		write(chunk: Buffer, _encoding, done) {
			chunks.push(chunk);
			done();
		},
	});
	await ftp.downloadTo(sink, path);
	return Buffer.concat(chunks);
}

test('the addresses in a job lead to the FTP server', async () => {
	const { upload, download: results } = await newJob();
	const origin = `ftp://127.0.0.1:${brightRiver.ftpPort}`;
	expect(new URL(upload.ftpUrl).origin).toBe(new URL(origin).origin);
	expect(upload.ftpUrl.startsWith(`${origin}/`)).toBe(true);
	expect(results.ftpUrl.startsWith(`${origin}/`)).toBe(true);
});

test('a file stored by FTP is a file of the job like a posted one, and comes back edited', async () => {
	const { id, upload, download: results } = await newJob();
	const content = await photo(300, 200);
	const ftp = await signIn();
	await ftp.uploadFrom(Readable.from([content]), `${folderIn(upload)}Schuh ß #1.jpg`);
	await client.upload(upload.postUrl, { 'posted.jpg': content });
	const [byFtp, posted] = await filesOf(id);
	const apart = { id: 0, fileName: '', createdDate: '', downloadUrl: '', original: {} };
	expect({ ...byFtp, ...apart }).toEqual({ ...posted, ...apart });
	expect(byFtp.fileName).toBe('Schuh ß #1.jpg');
	expect((await bytesOf(byFtp.downloadUrl)).equals(content)).toBe(true);
	expect((await download(ftp, `${folderIn(upload)}Schuh ß #1.jpg`)).equals(content)).toBe(true);

	await brightRiver.advanceTo(id, 'CJ_NOTIFIED_WORK_DN');
	expect(await namesIn(ftp, folderIn(results))).toEqual(['Schuh ß #1.jpg', 'posted.jpg']);
	const edited = await download(ftp, `${folderIn(results)}posted.jpg`);
	expect(edited.equals(content)).toBe(false);
	const [{ clipped }] = (await filesOf(id)).slice(1);
	expect(edited.equals(await bytesOf(clipped[0].real))).toBe(true);
});

test('big and empty files come through as they are', async () => {
	const { id, upload } = await newJob();
	const big = randomBytes(20_000_000);
	const ftp = await signIn();
	await ftp.cd(folderIn(upload));
	await ftp.uploadFrom(Readable.from([big]), 'big.bin');
	await ftp.uploadFrom(Readable.from([]), 'none');
	const listed = await filesOf(id);
	expect(listed.map(({ fileName, size }) => [fileName, size])).toEqual([
		['big.bin', 20_000_000],
		['none', 0],
	]);
	expect((await bytesOf(listed[0].downloadUrl)).equals(big)).toBe(true);
});

test('a file of the same name replaces the earlier one', async () => {
	const { id, upload } = await newJob();
	const before = stored();
	const ftp = await signIn();
	const path = `${folderIn(upload)}koala.jpg`;
	await ftp.uploadFrom(Readable.from(['first']), path);
	const [{ id: fileId }] = await filesOf(id);
	await ftp.uploadFrom(Readable.from([await photo(20, 10)]), path);
	expect(await filesOf(id)).toEqual([expect.objectContaining({ id: fileId, status: 'THUMB_OK' })]);
	expect(stored()).toBe(before + 1);
});

test('a transfer that breaks off leaves nothing', async () => {
	const { id, upload } = await newJob();
	const before = stored();
	const ftp = await signIn();
	const content = new PassThrough();
	content.write('x'.repeat(200_000));
	const transfer = ftp.uploadFrom(content, `${folderIn(upload)}half.jpg`);
	await until(() => stored() > before);
	ftp.close();
	await expect(transfer).rejects.toThrow();
	await until(() => stored() === before);
	expect(await filesOf(id)).toEqual([]);
});

test('a job that is not open takes no files, also when it was at the start', async () => {
	const { id, upload } = await newJob();
	const before = stored();
	const ftp = await signIn();
	const content = new PassThrough();
	content.write('x'.repeat(100_000));
	const transfer = ftp.uploadFrom(content, `${folderIn(upload)}late.jpg`);
	await until(() => stored() > before);
	await client.call('POST', `/jobs/${id}/requestoffer`, {});
	content.end();
	await expect(transfer).rejects.toThrow(/550 The status of the job is CJ_REQUEST_OFFER/);
	expect(stored()).toBe(before);
	await expect(
		ftp.uploadFrom(Readable.from(['x']), `${folderIn(upload)}later.jpg`),
	).rejects.toThrow(/550 The status of the job is CJ_REQUEST_OFFER/);
	expect(await filesOf(id)).toEqual([]);
});

test('folders show the account its own jobs, and another account none of them', async () => {
	const { id, upload } = await newJob();
	const ftp = await signIn();
	const [day] = folderIn(upload).split('/').slice(1);
	expect(await namesIn(ftp, '/')).toEqual([day]);
	expect(await namesIn(ftp, `/${day}`)).toContain(String(id));
	expect(await namesIn(ftp, `/${day}/${id}`)).toEqual(['ORIGINAL', 'CLIPPED']);

	const { otherUsername, otherPassword } = brightRiver;
	const other = await signIn({ username: otherUsername, password: otherPassword });
	expect(await namesIn(other, '/')).toEqual([]);
	await expect(other.list(folderIn(upload))).rejects.toThrow(/no permission/);
	await expect(
		other.uploadFrom(Readable.from(['x']), `${folderIn(upload)}theirs.jpg`),
	).rejects.toThrow(/no permission/);
});

test.each([
	['beside ORIGINAL', (path: string) => path.replace('ORIGINAL', 'CLIPPED')],
	['above the folders', (path: string) => `${path}../../../../../../etc/`],
	['in a job that is not there', (path: string) => path.replace(/\d+\/ORIGINAL/, '1/ORIGINAL')],
	['on another day', (path: string) => path.replace(/^\/\d+/, '/20160513')],
	['in a folder of their own', (path: string) => `${path}more/`],
])('files %s are refused', async (_, change) => {
	const { id, upload } = await newJob();
	const before = stored();
	const ftp = await signIn();
	const path = `${change(folderIn(upload))}x.jpg`;
	await expect(ftp.uploadFrom(Readable.from(['x']), path)).rejects.toThrow(/550/);
	expect(stored()).toBe(before);
	expect(await filesOf(id)).toEqual([]);
});

test('what is there can neither be deleted nor renamed nor added to', async () => {
	const { id, upload } = await newJob();
	const ftp = await signIn();
	const path = `${folderIn(upload)}koala.jpg`;
	await ftp.uploadFrom(Readable.from(['koala']), path);
	await expect(ftp.remove(path)).rejects.toThrow(/402/);
	await expect(ftp.rename(path, `${path}.bak`)).rejects.toThrow();
	await expect(ftp.appendFrom(Readable.from(['more']), path)).rejects.toThrow(/550/);
	expect(await filesOf(id)).toEqual([expect.objectContaining({ fileName: 'koala.jpg', size: 5 })]);
});

test('wrong passwords are refused', async () => {
	const { username, password } = brightRiver;
	await expect(signIn({ username, password: 'wrong' })).rejects.toThrow(/530/);
	await expect(signIn({ username: 'nobody', password })).rejects.toThrow(/530/);
});

test('it stops with its clients still there, and holds no port and no signal any more', async () => {
	const signals = () => ['SIGTERM', 'SIGINT', 'SIGQUIT'].map((one) => process.listenerCount(one));
	const before = signals();
	const second = await startSandbox({ manual: true });
	const { ftpPort, username, password } = second.brightRiver;
	const ftp = new FtpClient();
	open.push(ftp);
	await ftp.access({ host: '127.0.0.1', port: ftpPort, user: username, password });
	await second.stop();
	expect(signals()).toEqual(before);
	const server = net.createServer();
	await new Promise<void>((resolve, reject) => {
		server.on('error', reject).listen(ftpPort, '127.0.0.1', resolve);
	});
	server.close();
});

test('a client that asks for the next port before the last one closed gets its transfers', async () => {
	const { id, upload } = await newJob();
	const control = net.connect(brightRiver.ftpPort, '127.0.0.1');
	let answers = '';
	control.setEncoding('utf8').on('data', (text: string) => (answers += text));
	const answered = async (code: number) => {
		const line = new RegExp(`^${code} .*\r\n`, 'm');
		await until(() => line.test(answers));
		const [found] = line.exec(answers)!;
		answers = answers.slice(answers.indexOf(found) + found.length);
		return found;
	};
	const commands = [`USER ${brightRiver.username}`, `PASS ${brightRiver.password}`];
	control.write(`${commands.join('\r\n')}\r\nCWD ${folderIn(upload)}\r\nPASV\r\n`);
	for (let round = 1; round <= 10; round++) {
		const port = (await answered(227))
			.match(/(\d+),(\d+)\)/)!
			.slice(1, 3)
			.map(Number);
		const data = net.connect(port[0] * 256 + port[1], '127.0.0.1');
		control.write(`STOR ${round}.jpg\r\n`);
		await answered(150);
		// Sent while the transfer goes on, so that it is taken in the very moment it ends.
		if (round < 10) control.write('PASV\r\n');
		data.end(await photo());
		await answered(226);
	}
	control.destroy();
	expect(await filesOf(id)).toHaveLength(10);
});
