import { join } from 'node:path';

/** The packages that are published, one for each service; their manifests and READMEs are in `packages/`. */
export const packageNames = ['n8n-nodes-bright-river', 'n8n-nodes-skyfish'] as const;

/** The folder with a package's manifest, where a build puts its `dist`. */
export function packageFolder(projectFolder: string, name: string): string {
	return join(projectFolder, 'packages', name);
}

/** A node's type as workflows hold it: `n8n-nodes-skyfish.skyfishTrigger` for `skyfishTrigger`. */
export function nodeType(name: string): string {
	const [brightRiver, skyfish] = packageNames;
	return `${name.startsWith('skyfish') ? skyfish : brightRiver}.${name}`;
}

/** The name of one of our nodes by its type, the other way round; `undefined` for any other node. */
export function ourNode(type: string): string | undefined {
	const [packageName, name] = type.split('.');
	return packageNames.some((one) => one === packageName) ? name : undefined;
}
