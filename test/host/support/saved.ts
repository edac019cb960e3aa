import type { Credential } from '../../../tools/n8n-host/n8nRest.ts';
import type { SavedWorkflow, WorkflowNode } from '../../../tools/n8n-host/n8nTypes.ts';
import type { World } from '../../../tools/world/world.ts';

/** Enters something else into a saved credential, as a person does in the editor. */
export async function changeCredential(
	{ rest }: Pick<World, 'rest'>,
	id: string,
	credential: Credential,
): Promise<void> {
	await rest.call('PATCH', `/rest/credentials/${id}`, credential);
}

/** Saves an active workflow with a change to each of its nodes, and waits until the changed one runs. */
export async function saveActiveWorkflow(
	{ rest, n8n }: Pick<World, 'rest' | 'n8n'>,
	id: string,
	change: (node: WorkflowNode) => WorkflowNode,
): Promise<void> {
	const { name, nodes, connections, settings, versionId } = await rest.getWorkflow(id);
	const saved = await rest.call<SavedWorkflow>('PATCH', `/rest/workflows/${id}`, {
		...{ name, connections, settings, versionId, active: true },
		nodes: nodes.map(change),
	});
	// In n8n 1 what is saved runs at once, in n8n 2 it has to be published.
	if (!n8n.version.startsWith('1.')) await rest.activateWorkflow(saved);
}
