import { NodeOperationError, type IExecuteSingleFunctions } from 'n8n-workflow';

/** An error of what the operator entered: what is wrong, and what to do. */
export function refused(
	context: Pick<IExecuteSingleFunctions, 'getNode' | 'getItemIndex'>,
	message: string,
	description: string,
): NodeOperationError {
	return new NodeOperationError(context.getNode(), message, {
		itemIndex: context.getItemIndex(),
		description,
	});
}
