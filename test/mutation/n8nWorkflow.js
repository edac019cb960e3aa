/**
 * What the core of the nodes uses of n8n-workflow, without its expressions, schemas and dates: these are two
 * thirds of it, and every mutant would load them again.
 */
const parts = '../../node_modules/n8n-workflow/dist/cjs';

module.exports = { ...require(`${parts}/errors`), sleep: require(`${parts}/utils`).sleep };
