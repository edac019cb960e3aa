import type { Sandbox } from '../../sandbox/index.ts';
import type { World } from './world.ts';

/** What a person would enter into a Skyfish API credential for this sandbox. */
export function skyfishCredentialData({ skyfish }: Sandbox): Record<string, string> {
	const { username, password, apiKey, apiSecret, url } = skyfish;
	return { username, password, apiKey, apiSecret, baseUrl: url };
}

/** Saves that credential in n8n. @returns how nodes refer to it */
export async function createSkyfishCredential({ rest, sandbox }: Pick<World, 'rest' | 'sandbox'>) {
	return await rest.createCredential({
		name: 'Skyfish sandbox',
		type: 'skyfishApi',
		data: skyfishCredentialData(sandbox),
	});
}
