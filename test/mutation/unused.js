/** In place of what n8n-workflow's errors load for cases that do not come up here: XML, forms, repair of JSON. */
module.exports = {};
