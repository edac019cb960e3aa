import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeSamplePhotos } from '../../tools/photos/samplePhotos.ts';
import { portProblem } from '../../tools/processes/freePort.ts';
import { runDemo, type StartedDemo } from './support/runDemo.ts';
import { startingMs } from './support/hostWorld.ts';

let cwd: string;

beforeAll(() => {
	cwd = mkdtempSync(join(tmpdir(), 'demo-'));
});

afterAll(() => rmSync(cwd, { recursive: true, force: true }));

/** The ports of n8n and of the sandbox that a demo has printed. */
function portsOf(demo: StartedDemo): number[] {
	const urls = [...demo.printed().matchAll(/http:\/\/127\.0\.0\.1:(\d+)/g)];
	return [...new Set(urls.map(([, port]) => Number(port)))];
}

async function expectFree(ports: number[]): Promise<void> {
	expect(ports.length).toBeGreaterThan(1);
	for (const port of ports) expect(await portProblem(port)).toBeUndefined();
}

test(
	'--once sends the photos of a folder, gets them back, ends well and leaves nothing behind',
	async () => {
		const photos = await makeSamplePhotos(join(cwd, 'photos'));
		const demo = runDemo(['--once', '--photos', 'photos', '--out', 'edited'], { cwd });
		const { code, stdout, stderr } = await demo.ended;
		expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
		// Where n8n was installed first there is a folder too, for the first photo.
		const results = readdirSync(join(cwd, 'edited'), { withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map(({ name }) => name.replace(/^\d+-/, ''));
		expect(results.sort()).toEqual(photos.map(({ name }) => name).sort());
		// On a busy machine a status may pass by between two polls; these stay for long enough.
		for (const status of ['CJ_REQUEST_OFFER', 'CJ_NOTIFIED_WORK_DN']) {
			expect(stdout).toContain(status);
		}
		for (const words of ['"Skyfish sandbox"', 'client token', 'API secret', 'all done after']) {
			expect(stdout).toContain(words);
		}
		await expectFree(portsOf(demo));
	},
	startingMs,
);

test(
	'Ctrl-C ends it, also twice as npm sends it, and leaves nothing behind',
	async () => {
		mkdirSync(join(cwd, 'interrupted'));
		const demo = runDemo(['--out', 'interrupted'], { cwd });
		await demo.waitFor('photos through the form', startingMs);
		const ports = portsOf(demo);
		demo.interrupt();
		demo.interrupt();
		const { code, stderr } = await demo.ended;
		expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
		await expectFree(ports);
	},
	startingMs,
);
