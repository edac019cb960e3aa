import { readdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '../../../sandbox/index';
import { bytesOf, clientOf, photo, until, unzip } from './support';
import type { Json } from './support';

let dataFolder: string;

beforeEach(async () => {
	dataFolder = await mkdtemp(join(tmpdir(), 'restart-'));
});
afterEach(async () => await rm(dataFolder, { recursive: true }));

test('everything is there again after a restart', async () => {
	const first = await startSandbox({ manual: true, dataFolder });
	const user = clientOf(first.brightRiver);
	const { id } = await user.deliveredJobWith({ 'koala.jpg': await photo() });
	const before = (await user.call('GET', `/jobs/${id}`)).json;
	const [file] = (await user.call('GET', `/jobs/${id}/files`)).json.files;
	const image = await bytesOf(file.clipped[0].real);
	await first.stop();

	const second = await startSandbox({ manual: true, dataFolder });
	try {
		const again = clientOf(second.brightRiver);
		const after = (await again.call('GET', `/jobs/${id}`)).json;
		const atHome = (text: string) => text.replace(/127\.0\.0\.1:\d+/g, 'storage');
		expect(atHome(JSON.stringify(after))).toBe(atHome(JSON.stringify(before)));
		expect(second.brightRiver.history(id)).toHaveLength(17);
		const [sameFile] = (await again.call('GET', `/jobs/${id}/files`)).json.files;
		expect((await bytesOf(sameFile.clipped[0].real)).equals(image)).toBe(true);
		expect([...(await unzip(await bytesOf(after.download.getUrl))).keys()]).toEqual(['koala.jpg']);
		expect((await again.call('POST', '/search')).json.jobs[0]).toMatchObject({ id });
	} finally {
		await second.stop();
	}
});

test('a job in production goes on after a restart, and is edited once', async () => {
	const first = await startSandbox({ dataFolder, stageMs: 1 });
	const user = clientOf(first.brightRiver);
	const pictures: Record<string, Buffer> = {};
	const picture = await photo(1200, 900);
	for (let number = 0; number < 12; number++) pictures[`${number}.jpg`] = picture;
	const { id } = await user.jobWith(pictures);
	first.brightRiver.setStatus(id, 'CJ_ACCEPT');
	// Some images are edited, or being so, the others are not.
	const files = () => readdirSync(join(dataFolder, 'files')).length;
	await until(() => files() > 14);
	await first.stop();
	expect(files()).toBeLessThan(24);
	// What a crash would have left of an image that was being written.
	writeFileSync(join(dataFolder, 'files', 'half-done'), 'half');

	const second = await startSandbox({ dataFolder, stageMs: 1 });
	try {
		await second.brightRiver.waitForStatus(id, 'CJ_NOTIFIED_WORK_DN');
		const { files } = (await clientOf(second.brightRiver).call('GET', `/jobs/${id}/files`)).json;
		expect(files.map(({ clipped }: Json) => clipped.length)).toEqual(Array(12).fill(1));
		expect(readdirSync(join(dataFolder, 'files'))).toHaveLength(24);
	} finally {
		await second.stop();
	}
});

test('two sandboxes never share a data folder', async () => {
	const first = await startSandbox({ dataFolder });
	await expect(startSandbox({ dataFolder })).rejects.toThrow('locked');
	await first.stop();
	await (await startSandbox({ dataFolder })).stop();
});

test('a temporary data folder is removed, a given one kept', async () => {
	const settingsOf = async (url: string) => await (await fetch(`${url}/_sandbox/settings`)).json();
	const sandbox = await startSandbox();
	const temporary = ((await settingsOf(sandbox.brightRiver.url)) as { dataFolder: string })
		.dataFolder;
	expect(readdirSync(temporary)).toContain('bright-river.sqlite');
	await Promise.all([sandbox.stop(), sandbox.stop()]);
	expect(() => readdirSync(temporary)).toThrow('ENOENT');
	await (await startSandbox({ dataFolder })).stop();
	expect(readdirSync(dataFolder)).toContain('bright-river.sqlite');
});

test('a port that is taken makes the start fail and leaves nothing behind', async () => {
	const first = await startSandbox();
	const port = Number(new URL(first.brightRiver.url).port);
	await expect(startSandbox({ dataFolder, brightRiverPort: port })).rejects.toThrow('EADDRINUSE');
	await first.stop();
	await (await startSandbox({ dataFolder, brightRiverPort: port })).stop();
});
