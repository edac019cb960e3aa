import 'reflect-metadata';
import { PackageDirectoryLoader } from 'n8n-core';
import type { INodeType } from 'n8n-workflow';
import { packageFolder, packageNames } from '../checkout/packages.ts';
import type { Installed } from './engine.ts';
import { withRoutes } from './preparedNodeType.ts';

/** Loads both packages as they were built last, with n8n's own loader. */
export async function loadBuiltPackages(projectFolder: string): Promise<Installed> {
	const installed: Installed = { nodeTypes: {}, credentialTypes: {} };
	for (const name of packageNames) {
		const loader = new PackageDirectoryLoader(packageFolder(projectFolder, name));
		await loader.loadAll();
		for (const [node, { type }] of Object.entries(loader.nodeTypes)) {
			installed.nodeTypes[node] = withRoutes(type as INodeType);
		}
		for (const [credential, { type }] of Object.entries(loader.credentialTypes)) {
			installed.credentialTypes[credential] = type;
		}
	}
	return installed;
}
