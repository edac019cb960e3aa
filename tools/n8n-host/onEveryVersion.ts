/** `npm run test:host`: the host tests in every n8n that the package supports, one after the other. */
import { spawnSync } from 'node:child_process';
import { HostInstallError } from './hostInstallError.ts';
import { chosenHostVersion, hostVersions, versionVariable } from './hostVersions.ts';
import { findProjectFolder } from '../checkout/projectFolder.ts';

const projectFolder = findProjectFolder();
const failed: string[] = [];
for (const { version } of chosenVersions()) {
	console.log(`The host tests in n8n ${version}`);
	const args = ['jest', '--selectProjects', 'host', '--runInBand', ...process.argv.slice(2)];
	const { status } = spawnSync('npx', args, {
		cwd: projectFolder,
		stdio: 'inherit',
		env: { ...process.env, [versionVariable]: version },
	});
	if (status !== 0) failed.push(version);
}
for (const version of failed) console.error(`The host tests failed in n8n ${version}.`);
process.exitCode = failed.length === 0 ? 0 : 1;

/** All versions, or the one that the environment names; a name that there is none of ends the program. */
function chosenVersions() {
	if (!process.env[versionVariable]) return hostVersions(projectFolder);
	try {
		return [chosenHostVersion(projectFolder)];
	} catch (error) {
		if (!(error instanceof HostInstallError)) throw error;
		console.error(error.message);
		process.exit(1);
	}
}
