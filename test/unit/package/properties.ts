import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

/** A field of a node with the names of those that it is inside of: `options.fileName`. */
export interface PlacedField {
	path: string;
	field: INodeProperties;
	/** The fields that it is inside of, the outermost first. */
	above: INodeProperties[];
}

/** Every field with what is inside it, however deep. */
export function placed(fields: INodeProperties[], prefix = '', above: INodeProperties[] = []) {
	return fields.flatMap((field): PlacedField[] => {
		const path = `${prefix}${field.name}`;
		const inside = (field.options ?? []).flatMap((option) => {
			const outer = [...above, field];
			if ('values' in option) {
				const { name, values } = option as INodePropertyCollection;
				return placed(values, `${path}.${name}.`, outer);
			}
			return 'type' in option ? placed([option], `${path}.`, outer) : [];
		});
		return [{ path, field, above }, ...inside];
	});
}

/** Whether a field only holds others. */
export function isHolder({ type }: INodeProperties): boolean {
	return type === 'collection' || type === 'fixedCollection';
}

/**
 * A value that notes what is read of it, as paths: a name alone, or all that there are if it is copied. Entries
 * of a list go by the path of the list.
 */
export function noting<T>(value: T, path: string, read: Set<string>): T {
	if (typeof value !== 'object' || value === null) return value;
	return new Proxy(value, {
		get(target, name, receiver) {
			const entry: unknown = Reflect.get(target, name, receiver);
			if (typeof name === 'symbol' || typeof entry === 'function') return entry;
			if (Array.isArray(target)) return noting(entry, path, read);
			read.add(`${path}.${name}`);
			return noting(entry, `${path}.${name}`, read);
		},
	});
}
