import {
	isResourceLocatorValue,
	isSafeObjectProperty,
	type IExecuteSingleFunctions,
	type INodeProperties,
} from 'n8n-workflow';
import type { Session } from '../client/session';

type Plain = boolean | number | string;

/** What a parameter holds if n8n need not compute it: a value, or the input item's field that it is taken from. */
type PlainParameter = { value: Plain } | { field: string };

/** What dragging a field into a parameter gives, e.g. `={{ $json.jobId }}`. */
const FIELD_ALONE = /^=\{\{\s*\$json\.([A-Za-z_]\w*)\s*\}\}$/;

/** Asks n8n for a parameter with its expressions as they are. */
export const asStored = { rawExpressions: true };

/**
 * A parameter as it is for an item, with expressions computed; by n8n only where it has to be.
 *
 * @param name with a dot for one inside a collection
 * @param fallback for a parameter that the node does not hold; without one, n8n throws
 */
export function readParameter<T>(
	context: IExecuteSingleFunctions,
	session: Session,
	name: string,
	fallback?: T,
): T {
	// n8n checks what stands inside a collection.
	const plain = name.includes('.') ? undefined : readPlainly(context, session, name);
	return (plain ?? context.getNodeParameter(name, fallback)) as T;
}

/**
 * Reads a parameter of an item without n8n, where what n8n would give can be told. n8n looks the node up anew for
 * each parameter of each item and computes every expression in an isolate: for a thousand items that was a third of
 * their time.
 *
 * @param session how a parameter is stored is read once for all items of a run
 * @param locator the field's declaration if it is a resource locator: what is chosen in it is read then
 * @returns `undefined` for what n8n has to compute: any other expression, anything that is no single value
 */
export function readPlainly(
	context: IExecuteSingleFunctions,
	session: Session,
	name: string,
	locator?: INodeProperties,
): Plain | undefined {
	const parameter = session.keep(`parameter ${name}`, () => {
		const stored = context.getNodeParameter(name, {}, asStored);
		const found = locator ? plainLocator(locator, stored) : plainParameter(stored);
		// What a tool's expressions read is the agent's, not an item's.
		return found && 'field' in found && session.isAgentTool ? undefined : found;
	});
	if (!parameter || 'value' in parameter) return parameter?.value;
	const { json } = context.getInputData();
	const value = Object.hasOwn(json, parameter.field) ? json[parameter.field] : undefined;
	// Only n8n knows what an expression makes of anything else, or of nothing.
	return typeof value === 'number' || typeof value === 'string' ? value : undefined;
}

/** @param stored a parameter, or a value inside one, with its expressions as they are */
function plainParameter(stored: unknown): PlainParameter | undefined {
	if (typeof stored === 'number' || typeof stored === 'boolean') return { value: stored };
	if (typeof stored !== 'string') return undefined;
	if (!stored.startsWith('=')) return { value: stored };
	const field = FIELD_ALONE.exec(stored)?.[1];
	if (field === undefined) return undefined;
	// Not the names that n8n refuses in an expression, nor those that every object answers to.
	return isSafeObjectProperty(field) && !(field in {}) ? { field } : undefined;
}

/** The same for what is chosen in a resource locator; an address of which a part counts is for n8n to read. */
function plainLocator({ modes }: INodeProperties, stored: unknown): PlainParameter | undefined {
	if (!isResourceLocatorValue(stored)) return undefined;
	const mode = modes?.find(({ name }) => name === stored.mode);
	return mode && !mode.extractValue ? plainParameter(stored.value) : undefined;
}
