import type { IExecuteSingleFunctions } from 'n8n-workflow';

/** Nodes in a row that are looked at. */
const MOST_NODES = 20;

/**
 * Where on the way the files of an input item were lost: the commonest cause is a node in between that gives out
 * JSON alone. Told as far as n8n lets a node see it, which is where one node leads to the next.
 *
 * @returns a sentence for the operator; `undefined` if no node before this one gave files, or nothing can be said
 */
export function whereFilesWent(context: IExecuteSingleFunctions): string | undefined {
	try {
		let dropper = parentOf(context, context.getNode().name);
		if (dropper === undefined) return undefined;
		const nearest = dropper;
		for (let count = 0; count < MOST_NODES; count++) {
			const before = parentOf(context, dropper);
			if (before === undefined) break;
			if (gaveFiles(context, before)) return told(dropper, before);
			dropper = before;
		}
		return `The node before this one, "${nearest}", passed on none.`;
	} catch {
		// It is only a help; an agent's tool, for instance, has no node before it.
		return undefined;
	}
}

function told(dropper: string, giver: string): string {
	return `"${giver}" gave files, but "${dropper}" after it passed on none. Connect this node to "${giver}" as well, and bring the two together with a Merge node (Combine by Position).`;
}

/** The one node that leads to another. */
function parentOf(context: IExecuteSingleFunctions, name: string): string | undefined {
	const parents = context.getParentNodes(name, { depth: 1 });
	return parents.length === 1 ? parents[0].name : undefined;
}

function gaveFiles(context: IExecuteSingleFunctions, name: string): boolean {
	const items = context.getWorkflowDataProxy(context.getItemIndex()).$items(name) as unknown;
	if (!Array.isArray(items)) return false;
	return items.some(({ binary }: { binary?: object }) => Object.keys(binary ?? {}).length > 0);
}
