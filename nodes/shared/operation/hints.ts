/** The condition of a hint: that one of these operations is chosen, and that an expression is true. */
export function whenChosen(resource: string, operations: string[], and = 'true'): string {
	const isChosen = `$parameter["resource"] === "${resource}" && ${JSON.stringify(operations)}.includes($parameter["operation"])`;
	return `={{ ${isChosen} && ${and} }}`;
}

/** Whether the node has several input items. */
export const severalItems = '$input.all().length > 1';
