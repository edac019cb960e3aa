import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { HostInstallError } from './hostInstallError.ts';

/** Chooses the n8n that is run, by its version; without it the newest. */
export const versionVariable = 'N8N_HOST_VERSION';

/** An n8n that tests and demo can run in. */
export interface HostVersion {
	version: string;
	/** The folder with its package.json, lock and .npmrc. */
	sourceFolder: string;
}

/** Every n8n that the package is tested in, newest first. */
export function hostVersions(projectFolder: string): HostVersion[] {
	const hosts = join(projectFolder, 'tools', 'n8n-host', 'hosts');
	return readdirSync(hosts)
		.sort((one, other) => other.localeCompare(one, 'en', { numeric: true }))
		.map((version) => ({ version, sourceFolder: join(hosts, version) }));
}

/**
 * The n8n that the environment variable N8N_HOST_VERSION names; the newest when it is not set.
 * Throws a {@link HostInstallError}, naming the versions there are, when it names another.
 */
export function chosenHostVersion(projectFolder: string): HostVersion {
	const versions = hostVersions(projectFolder);
	const wanted = process.env[versionVariable] || versions[0].version;
	const chosen = versions.find(({ version }) => version === wanted);
	if (chosen) return chosen;
	const known = versions.map(({ version }) => version).join(' or ');
	throw new HostInstallError(
		`${versionVariable} is "${wanted}". Set it to ${known}, or leave it unset for ${versions[0].version}.`,
	);
}
