import type { IExecuteSingleFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { refused } from './refused';

/**
 * What is chosen in a dropdown of a fixed list. n8n itself does not check what an expression gives, so
 * that it could add to the path that it goes into.
 *
 * @throws NodeOperationError that names the choices
 */
export function chosenIn(context: IExecuteSingleFunctions, field: INodeProperties): string {
	const chosen: unknown = context.getNodeParameter(field.name, field.default);
	const choices = (field.options as INodePropertyOptions[]).map(({ value }) => value);
	if (choices.includes(chosen as string)) return chosen as string;
	throw refused(
		context,
		`"${field.displayName}" has no choice "${String(chosen).slice(0, 50)}"`,
		`Choose one of: ${choices.join(', ')}.`,
	);
}
