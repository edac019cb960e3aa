import type { World } from '../../../tools/world/world.ts';

/** Makes n8n a fresh one, as far as credentials go. */
export async function removeCredentials({ rest }: Pick<World, 'rest'>): Promise<void> {
	for (const { id } of await rest.call<Array<{ id: string }>>('GET', '/rest/credentials')) {
		await rest.call('DELETE', `/rest/credentials/${id}`);
	}
}
