import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../tools/processes/freePort.ts';
import { runDemo } from './support/runDemo.ts';

let cwd: string;
let taken: Server;

beforeAll(async () => {
	cwd = mkdtempSync(join(tmpdir(), 'demo-wrong-'));
	for (const folder of ['no-photos', 'broken', 'full']) mkdirSync(join(cwd, folder));
	writeFileSync(join(cwd, 'no-photos', 'notes.txt'), 'Nothing to see.');
	writeFileSync(join(cwd, 'broken', 'shoe.jpg'), 'This is no JPEG.');
	writeFileSync(join(cwd, 'full', 'results.txt'), 'Do not touch.');
	writeFileSync(join(cwd, 'file.jpg'), 'This is no folder.');
	taken = createServer();
	await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
	await new Promise((resolve) => taken.close(resolve));
	rmSync(cwd, { recursive: true, force: true });
});

/** Everything below the working directory: wrong input must leave it as it is. */
const files = () => readdirSync(cwd, { recursive: true }).map(String).sort();

async function refusal(args: string[], env: Record<string, string> = {}): Promise<string> {
	const before = files();
	const { code, stdout, stderr } = await runDemo(args, { cwd, env }).ended;
	expect({ code, stdout, files: files() }).toEqual({ code: 1, stdout: '', files: before });
	return stderr;
}

test.each([
	['a folder that is not there', ['--photos', 'nowhere'], /^There is no folder .*nowhere\. Name/],
	['a file for a folder', ['--photos', 'file.jpg'], /file\.jpg is a file\. Name the folder/],
	['a folder without photos', ['--photos', 'no-photos'], /^There are no photos \(\.jpg.* Name/],
	['a photo that is none', ['--photos', 'broken'], /shoe\.jpg is not an image .* Remove it/],
	['no folder at all', ['--photos'], /^Option '--photos <value>' argument missing\. .*--help$/],
	['an empty name', ['--photos', ''], /^--photos needs a value\. .*--help$/],
	['an unknown flag', ['--foto', 'x'], /^Unknown option '--foto'\. .*--help$/],
	['a stray word', ['photos'], /^"photos" is not an option of the demo\. .*--help$/],
	['a port that is none', ['--n8n-port', 'abc'], /^--n8n-port must be a number .* not "abc"\.$/],
	['results onto a file', ['--out', 'file.jpg'], /file\.jpg is a file\. Name a folder/],
	['results below a file', ['--out', 'file.jpg/x'], /cannot be made: .*file\.jpg is a file/],
	['results among others', ['--out', 'full'], /full is not empty, .*Name an empty or new folder/],
])('%s is one message, and nothing is started', async (_, args, message) => {
	const said = (await refusal(args)).trimEnd();
	expect(said).toMatch(message);
	expect(said.split('\n')).toHaveLength(1);
});

test('a port that is taken is one message', async () => {
	const { port } = taken.address() as AddressInfo;
	const said = (await refusal(['--n8n-port', String(port)])).trimEnd();
	expect(said).toMatch(new RegExp(`^Port ${port} is already in use\\. Name another`));
	expect(said.split('\n')).toHaveLength(1);
});

test('an n8n that there is no host for is one message, with those there are', async () => {
	const said = (await refusal(['--once'], { N8N_HOST_VERSION: '9.9.9' })).trimEnd();
	expect(said).toMatch(/^N8N_HOST_VERSION is "9\.9\.9"\. Set it to [\d.]+ or [\d.]+, or leave it/);
	expect(said.split('\n')).toHaveLength(1);
});

test('n8n that cannot be installed: what failed, what npm said, what to do', async () => {
	const nobody = `http://127.0.0.1:${await freePort()}`;
	const cache = mkdtempSync(join(tmpdir(), 'demo-cache-'));
	try {
		const run = runDemo(['--once'], {
			cwd,
			env: {
				N8N_HOST_CACHE: join(cache, 'hosts'),
				npm_config_cache: join(cache, 'npm'),
				npm_config_registry: nobody,
				npm_config_fetch_retries: '0',
			},
		});
		const { code, stderr } = await run.ended;
		expect(code).toBe(1);
		expect(stderr).toMatch(
			/^n8n [\d.]+ could not be installed: npm install .*failed with exit code/,
		);
		expect(stderr).toContain('ECONNREFUSED');
		expect(stderr).toMatch(
			/The package registry cannot be reached\. Check .*run the command again\.\n$/,
		);
		expect(readdirSync(join(cache, 'hosts'))).toEqual([]);
		expect(existsSync(join(cwd, '.demo'))).toBe(false);
	} finally {
		rmSync(cache, { recursive: true, force: true });
	}
}, 120_000);
