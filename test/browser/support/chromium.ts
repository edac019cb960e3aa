import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** Where Debian, Ubuntu and Fedora put it; CHROMIUM_PATH names any other place. */
const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * Starts the machine's own Chromium without a window: playwright-core brings none.
 * Throws with what to install where there is none.
 */
export async function launchChromium(): Promise<Browser> {
	const wanted = process.env.CHROMIUM_PATH;
	const executablePath = (wanted ? [wanted] : places).find((place) => existsSync(place));
	if (!executablePath) {
		throw new Error(
			'Chromium was not found. Install it (Debian: apt-get install chromium), or set the ' +
				'environment variable CHROMIUM_PATH to a Chromium or Chrome.',
		);
	}
	return await chromium.launch({
		executablePath,
		args: [
			// The sandbox of Chromium needs rights that root in a container does not have.
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	});
}
