import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { builtFrom, layDriver, removeDriver } from '../../../tools/n8n-host/databaseDriver';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'driver-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, content: string): string {
	const file = join(folder, path);
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, content);
	return file;
}

/** An n8n with this sqlite3, and a driver that was installed for this platform, or for none. */
function install(sqlite3: string, hasDriver: boolean): { host: string; driver: string } {
	write('host/node_modules/sqlite3/package.json', JSON.stringify({ version: sqlite3 }));
	const finished = write('driver/finished.node', 'the driver');
	write(
		'driver/node_modules/node-gyp-build/index.js',
		hasDriver
			? `exports.path = () => ${JSON.stringify(finished)};`
			: "exports.path = () => { throw new Error('No native build was found'); };",
	);
	return { host: join(folder, 'host'), driver: join(folder, 'driver') };
}

const place = 'host/node_modules/sqlite3/build/Release/node_sqlite3.node';

it('goes to where sqlite3 looks for what was built, and away from there', () => {
	const { host, driver } = install(builtFrom, true);
	expect(layDriver(driver, host)).toBe(true);
	expect(readFileSync(join(folder, place), 'utf8')).toBe('the driver');
	removeDriver(host);
	expect(existsSync(join(folder, place))).toBe(false);
});

it.each([
	['for this platform there is none', builtFrom, false],
	['n8n has a sqlite3 of other sources', '6.0.1', true],
])('is not taken where %s', (_, sqlite3, hasDriver) => {
	const { host, driver } = install(sqlite3, hasDriver);
	expect(layDriver(driver, host)).toBe(false);
	expect(existsSync(join(folder, place))).toBe(false);
});

it('is not taken where it could not be installed', () => {
	const { host } = install(builtFrom, true);
	expect(layDriver(join(folder, 'nothing'), host)).toBe(false);
});
