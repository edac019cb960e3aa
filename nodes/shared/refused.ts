import { NodeOperationError, type INode } from 'n8n-workflow';

/** Whoever can refuse something: an operation, which has an item, or a dropdown or trigger, which has none. */
export interface Refuser {
	getNode(): INode;
	getItemIndex?: () => number;
}

/** The one error for what is not about a request: what is wrong, and what to do. */
export function refused(
	context: Refuser,
	message: string,
	description: string,
): NodeOperationError {
	return new NodeOperationError(context.getNode(), message, {
		itemIndex: context.getItemIndex?.(),
		description,
	});
}
