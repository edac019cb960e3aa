import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { operationError } from '../errors/operationError';
import type { Item } from './item';

/**
 * Stops where the expression in a filter found nothing: without the filter, everything would be found. What an agent
 * leaves out is its choice.
 *
 * @param filters the collection, e.g. "Filters"
 * @throws NodeOperationError that names the filter
 */
export function requireFilters(item: Item, filters: INodeProperties): void {
	const written = item.context.getNode().parameters[filters.name];
	if (typeof written !== 'object' || written === null) return;
	const found = item.parameter<IDataObject>(filters.name, {});
	for (const { name, displayName } of (filters.options ?? []) as INodeProperties[]) {
		const text = (written as IDataObject)[name];
		const isExpression = typeof text === 'string' && text.startsWith('=');
		if (!isExpression || text.includes('$fromAI') || !isEmpty(found[name])) continue;
		throw operationError(
			item.context,
			`The filter "${displayName}" is empty: its expression found nothing for this item`,
			'Change the expression, or remove the filter: without it, everything would be found.',
		);
	}
}

function isEmpty(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}
