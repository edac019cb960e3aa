import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProjectFolder } from '../../../tools/checkout/projectFolder';
import { builtFrom } from '../../../tools/n8n-host/databaseDriver';
import { withAddresses } from '../../../tools/n8n-host/hostCache';
import { hostVersions } from '../../../tools/n8n-host/hostVersions';

interface Lock {
	packages: Record<string, { version?: string; resolved?: string; integrity?: string }>;
}

const projectFolder = findProjectFolder();
const lockIn = (folder: string) => readFileSync(join(folder, 'package-lock.json'), 'utf8');

describe.each(hostVersions(projectFolder))('n8n $version', ({ sourceFolder }) => {
	const lock = lockIn(sourceFolder);

	it('has an address for each package, and nothing else changed', () => {
		const { packages } = JSON.parse(withAddresses(lock)) as Lock;
		const addresses = Object.entries(packages).filter(([path]) => path !== '');
		for (const [, { resolved, version }] of addresses) {
			expect(resolved).toMatch(/^https:\/\/[^/]+\/(@[^/]+\/)?[^/@]+\/-\/[^/]+\.tgz$/);
			expect(resolved).toContain(`-${version}.tgz`);
			expect(lock).not.toContain(resolved);
		}
		for (const one of Object.values(packages)) delete one.resolved;
		expect({ packages }).toEqual({ packages: (JSON.parse(lock) as Lock).packages });
	});

	it('has the sqlite3 that the finished driver was built from', () => {
		const { packages } = JSON.parse(lock) as Lock;
		expect(packages['node_modules/sqlite3'].version).toBe(builtFrom);
	});
});

test('a package under another name has the address of what it is', () => {
	const packages = {
		'node_modules/a/node_modules/@x/short': { name: '@long/name', version: '1.2.3' },
	};
	expect((JSON.parse(withAddresses(JSON.stringify({ packages }))) as Lock).packages).toEqual({
		'node_modules/a/node_modules/@x/short': {
			name: '@long/name',
			version: '1.2.3',
			resolved: 'https://registry.npmjs.org/@long/name/-/name-1.2.3.tgz',
		},
	});
});

test('the finished driver is pinned by its content', () => {
	const { packages } = JSON.parse(
		lockIn(join(projectFolder, 'tools', 'n8n-host', 'driver')),
	) as Lock;
	for (const [path, { integrity }] of Object.entries(packages)) {
		if (path !== '') expect(integrity).toMatch(/^sha512-/);
	}
});
