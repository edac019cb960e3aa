import { NodeOperationError, type IExecuteSingleFunctions } from 'n8n-workflow';

/**
 * Checks a number that the service gave to something (a job, a file), before anything is sent.
 *
 * @param displayName of the field, for the message
 * @param value what the field holds: a number, or its digits as text
 * @throws NodeOperationError when it is empty, has anything but digits, or is 0 or below
 */
export function readId(
	context: Pick<IExecuteSingleFunctions, 'getNode' | 'getItemIndex'>,
	displayName: string,
	value: unknown,
): number {
	const text = String(value ?? '').trim();
	if (/^\d{1,15}$/.test(text) && Number(text) > 0) return Number(text);
	const itemIndex = context.getItemIndex();
	if (text === '') {
		throw new NodeOperationError(context.getNode(), `"${displayName}" is empty`, {
			itemIndex,
			description: `Choose one from the list, or enter its ID. An expression here may have found nothing for this item.`,
		});
	}
	throw new NodeOperationError(context.getNode(), `"${displayName}" is not a valid ID`, {
		itemIndex,
		description: `An ID is a whole number above 0, e.g. 353413. The value was "${text.slice(0, 50)}".`,
	});
}
