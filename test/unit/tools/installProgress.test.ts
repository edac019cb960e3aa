import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { watchInstall } from '../../../tools/n8n-host/installProgress';

let folder: string;

beforeEach(() => {
	jest.useFakeTimers();
	folder = mkdtempSync(join(tmpdir(), 'progress-'));
	const packages = {
		'': {},
		'node_modules/one': {},
		'node_modules/one/node_modules/two': {},
		'node_modules/of-another-platform': { optional: true },
	};
	writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages }));
});

afterEach(() => {
	jest.useRealTimers();
	rmSync(folder, { recursive: true, force: true });
});

function unpack(path: string): void {
	mkdirSync(join(folder, path), { recursive: true });
	writeFileSync(join(folder, path, 'package.json'), '{}');
}

it('shows every second how many packages are there, and what is done then', () => {
	const shown: Array<string | undefined> = [];
	const progress = watchInstall(folder, (text) => shown.push(text));
	progress.step('Installing n8n', true);
	unpack('node_modules/one');
	jest.advanceTimersByTime(1_000);
	unpack('node_modules/one/node_modules/two');
	jest.advanceTimersByTime(64_000);
	progress.step('Checking');
	progress.stop();
	jest.advanceTimersByTime(60_000);

	expect(shown.slice(0, 3)).toEqual([
		'Installing n8n: 0 of about 2 packages, 0:00',
		'Installing n8n: 1 of about 2 packages, 0:01',
		'Installing n8n: 2 of about 2 packages, 0:02',
	]);
	expect(shown.slice(-3)).toEqual([
		'Installing n8n: 2 of about 2 packages, 1:05',
		'Checking, 1:05',
		undefined,
	]);
});
