import type { Sandbox } from '../../../sandbox/index.ts';

/** What a person would enter into a Skyfish API credential for this sandbox. */
export function skyfishCredentialData({ skyfish }: Sandbox): Record<string, string> {
	const { username, password, apiKey, apiSecret, url } = skyfish;
	return { username, password, apiKey, apiSecret, baseUrl: url };
}
