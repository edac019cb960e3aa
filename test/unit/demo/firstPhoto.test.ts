import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeFirstPhoto } from '../../../demo/firstPhoto';
import { startSandbox, type Sandbox } from '../../../sandbox/index';
import type { Photo } from '../../../tools/photos/photo';
import { makeSamplePhotos } from '../../../tools/photos/samplePhotos';
import { installed } from '../../engine/support/installed';

let folder: string;
let photo: Photo;
let sandbox: Sandbox;
let printed: string[];

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'first-photo-'));
	[photo] = await makeSamplePhotos(join(folder, 'originals'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(() => (printed = []));
afterEach(async () => await sandbox.stop());

const take = async (more: { out: string; signal?: AbortSignal }) =>
	await takeFirstPhoto({
		installed,
		sandbox,
		photo,
		outFolder: join(folder, more.out),
		print: (line) => printed.push(line),
		signal: more.signal ?? new AbortController().signal,
	});

it('goes all the way, told step by step, and lies edited in its folder', async () => {
	sandbox = await startSandbox({ stageMs: 20 });
	expect(await take({ out: 'edited' })).toEqual([]);
	const [result] = readdirSync(join(folder, 'edited'));
	expect(result).toMatch(/^\d+-red mug #1\.jpg$/);
	expect(readFileSync(join(folder, 'edited', result))).not.toEqual(readFileSync(photo.path));
	const [jobId] = result.split('-');
	const steps = ['Send Photos', 'Wait for Status', 'Accept Offer', 'Wait for Status'];
	for (const [index, step] of [...steps, 'Download Results'].entries()) {
		expect(printed[index]).toMatch(new RegExp(`^Job > ${step} `));
	}
	expect(printed[4]).toContain(join(folder, 'edited', result));
	expect(printed[5]).toContain(`${sandbox.brightRiver.boardUrl}#job-${jobId}`);
});

it('says what went wrong, with what to do, and lets the demo go on', async () => {
	sandbox = await startSandbox({ stageMs: 20 });
	sandbox.brightRiver.faults.add({ path: /acceptoffer/, kind: 'status', status: 403 });
	const faults = await take({ out: 'failed' });
	expect(faults).toHaveLength(1);
	expect(faults[0]).toMatch(/^The first photo did not come back: ./);
});

it('ends at once when it is cancelled', async () => {
	sandbox = await startSandbox({ manual: true });
	const cancelled = new AbortController();
	const taken = take({ out: 'cancelled', signal: cancelled.signal });
	const reason = new Error('enough');
	while (printed.length === 0) await new Promise(setImmediate);
	cancelled.abort(reason);
	await expect(taken).rejects.toBe(reason);
});
